"""Compares one answer with what was typed, from the strictest test to the most forgiving one.

Same words in another dress are right. A part of a name, an acronym or a slip of a letter is close at most, but for a
person's last name. Nothing is forgiven that the question itself gives away, that is one of the wrong options, or that
is nearer to another known name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quiz.grading.dates import compare_dates
from quiz.grading.known import are_other_entities, differ_in_meaning, is_another, name_key, same_entity
from quiz.grading.names import (
    Tokens,
    acronyms,
    asks_for_person,
    compare_names,
    is_common_noun,
    is_name,
    strip_company_form,
    strip_place_form,
    strip_titles,
)
from quiz.grading.normal import (
    american,
    bare,
    fold,
    has_digit,
    latin,
    roman_as_digits,
    spell_out_umlauts,
    without_articles,
    words,
)
from quiz.grading.numbers import compare_quantities, digits_for_words
from quiz.grading.ranges import compare_ranges
from quiz.language.lexicon import is_word
from quiz.model.answer import Verdict
from quiz.model.card import Card

LONGEST = 2_000
"""Letters; a longer text is only compared whole."""
_LONGEST_TYPO = 200
"""Letters; slips are not looked for in longer answers."""
_NO_SLIPS, _ONE_SLIP = 4, 8
"""Answers up to these lengths may have no slip and one slip; longer ones two."""
_SHORTEST_IN_NAME = 3
"""Shorter words of an answer, initials and numerals among them, may have no slip."""
_PARENTHESIS = re.compile(r"^(.+?)\s*\(([^()]+)\)$", re.DOTALL)
_SUBTITLE = re.compile(r"[:;]\s|\s[—–]\s")
_PREPOSITIONS = frozenset(("in", "on", "at", "by", "to", "from", "during", "since", "with", "for", "into", "near"))
_LEADING = _PREPOSITIONS | frozenset(("he", "she", "it", "they", "his", "her", "its", "their", "some"))
"""Words that an answer may begin with or not: in Paris, to resign, his wife, he resigned."""
_SMALL_WORDS = frozenset(("of", "and", "in", "on", "to", "for", "a", "an", "the", "by", "with", "at", "its", "their"))
_BESIDE_FIGURES = frozenset(("of", "in", "the"))
"""Words that may stand beside a figure or not: the spring of 2024."""
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_FEWEST_WORDS = 3
"""Words of an answer that is close when most of them are given."""
_ENOUGH_WORDS = 0.6
"""The share of the words of a longer answer that make it close."""


@dataclass(frozen=True)
class Question:
    """What a comparison needs to know of the card besides the answer."""

    prompt: str
    spellings: tuple[str, ...]
    distractors: tuple[str, ...]

    @cached_property
    def prompt_words(self) -> frozenset[str]:
        """The words of the prompt, which no answer is forgiven for."""
        return frozenset(_plain(self.prompt[:LONGEST]))

    @cached_property
    def person(self) -> bool:
        """Whether the answer is known to be a person."""
        return asks_for_person(self.prompt, self.spellings)

    @cached_property
    def shared(self) -> frozenset[str]:
        """The words of the wrong options."""
        return frozenset(word for name in self.distractors for word in _plain(name))


def question_of(card: Card, spellings: Iterable[str]) -> Question:
    """Return what is known of ``card`` besides its answer, where ``spellings`` are those of the item asked for."""
    return Question(card.prompt, tuple(spellings), card.distractors)


def compare(expected: str, given: str, question: Question) -> Verdict:
    """Compare ``given`` with one spelling of the answer."""
    if given == expected or fold(given) == fold(expected):
        return Verdict.RIGHT
    if not given.strip() or len(given) > LONGEST or len(expected) > LONGEST:
        return Verdict.WRONG
    if is_same(expected, given):
        return Verdict.RIGHT
    if any(is_same(distractor, given) for distractor in question.distractors):
        return Verdict.WRONG
    if (verdict := compare_ranges(expected, given)) is not None:
        return verdict
    if (verdict := compare_dates(expected, given, question.prompt)) is not None:
        return verdict
    if (verdict := compare_quantities(expected, given, question.prompt)) is not None:
        return verdict
    return _compare_words(expected, given, question)


def is_same(expected: str, given: str) -> bool:
    """Tell whether two texts are the same words in another dress: case, accents, articles, punctuation, digits."""
    one, one_by_sound, one_ascii = _forms(expected)
    other, other_by_sound, other_ascii = _forms(given)
    if one & other:
        return True
    # Two spellings of another script that only sound alike are not the same.
    return (one_ascii or other_ascii) and bool(one_by_sound & other_by_sound)


@lru_cache(maxsize=1_024)
def _forms(text: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return the keys of a text, its keys in Latin letters, and whether it has only those but for accents."""
    folded = fold(text)
    plain = bare(folded)
    keys = _keys(plain)
    if folded.isascii():
        return keys, keys, True
    return keys, _keys(latin(plain)) | _keys(bare(spell_out_umlauts(folded))), plain.isascii()


def _keys(text: str) -> frozenset[str]:
    tokens = without_articles(words(text))
    if not tokens:
        return frozenset((text,)) if text else frozenset()
    plain = " ".join(tokens)
    figures = without_articles(tuple(digits_for_words(" ".join(map(roman_as_digits, tokens))).split()))
    keys = {
        plain,
        " ".join(map(american, tokens)),
        " ".join(figures),
        " ".join(_ORDINAL.sub(r"\1", word) for word in figures if word not in _BESIDE_FIGURES)
        if has_digit(" ".join(figures))
        else plain,
    }
    if not has_digit(plain):
        keys.add("".join(tokens))
    return frozenset(keys)


def _plain(text: str) -> Tokens:
    return without_articles(words(latin(bare(fold(text)))))


def _plain_pair(expected: str, given: str) -> tuple[Tokens, Tokens]:
    """Return the words of both, by sound only where one of them is in Latin letters."""
    one, other = bare(fold(expected)), bare(fold(given))
    if one.isascii() or other.isascii():
        one, other = latin(one), latin(other)
    return without_articles(words(one)), without_articles(words(other))


def _compare_words(expected: str, given: str, question: Question) -> Verdict:
    wanted, got = _alike_begun(*_plain_pair(expected, given))
    if not wanted or not got:
        return Verdict.WRONG
    if wanted != got and are_other_entities(" ".join(wanted), " ".join(got)):
        return Verdict.WRONG  # DR Congo is not a doctor
    if (verdict := _by_dress(wanted, got, question)) is not None:
        return verdict
    if set(got) <= question.prompt_words:
        return Verdict.WRONG
    verdicts = (
        _by_parenthesis(expected, given, question),
        _by_name(expected, wanted, got, question),
        _by_acronym(expected, given, wanted, got),
        _by_qualifier(expected, given, question),
    )
    for verdict in verdicts:
        if verdict is not None:
            return verdict
    if _with_common_nouns(wanted, got) or _with_common_nouns(got, wanted) or _reordered(expected, wanted, got):
        return Verdict.CLOSE
    if _is_plural(expected, wanted, got) or same_entity(" ".join(wanted), " ".join(got)):
        return Verdict.CLOSE
    return Verdict.CLOSE if _is_slip(wanted, got, question) or _is_most(wanted, got) else Verdict.WRONG


def _alike_begun(wanted: Tokens, got: Tokens) -> tuple[Tokens, Tokens]:
    """Return the words of both without a small word that only one of them begins with."""
    if not wanted or not got or (wanted[0] in _LEADING) == (got[0] in _LEADING):
        return wanted, got
    if got[0] in _LEADING:
        return wanted, without_articles(got[1:]) or got
    return without_articles(wanted[1:]) or wanted, got


def _by_dress(wanted: Tokens, got: Tokens, question: Question) -> Verdict | None:
    """Compare without titles and forms of companies and places."""
    if wanted == got or _without_dress(wanted, doubtful=False) == _without_dress(got, doubtful=False):
        return Verdict.RIGHT
    undressed, other = _without_dress(wanted, doubtful=True), _without_dress(got, doubtful=True)
    if undressed == other and (question.person or undressed == wanted or other == got):
        return Verdict.RIGHT if question.person else Verdict.CLOSE
    return None


def _with_common_nouns(name: Tokens, longer: Tokens) -> bool:
    """Tell whether a text is a name with general nouns around it: the Yonhap news agency, the river Danube."""
    for place in range(len(longer) - len(name) + 1):
        around = (*longer[:place], *longer[place + len(name) :])
        if longer[place : place + len(name)] == name and around and all(map(is_common_noun, around)):
            return not all(map(is_common_noun, name))
    return False


def _reordered(expected: str, wanted: Tokens, got: Tokens) -> bool:
    """Tell whether an institution has its words in another order: Oxford University, cats and dogs."""
    content, other = (sorted(word for word in tokens if word not in _SMALL_WORDS) for tokens in (wanted, got))
    turned = wanted != got and content == other and len(content) > 1
    return turned and (any(map(is_common_noun, content)) or " and " in expected) and not has_digit(expected)


def _is_plural(expected: str, wanted: Tokens, got: Tokens) -> bool:
    """Tell whether one text is the plural of the other; the words are no names, which would be others."""
    if expected != expected.lower() or wanted[:-1] != got[:-1]:
        return False
    one, other = sorted((wanted[-1], got[-1]), key=len)
    return len(one) >= _SHORTEST_IN_NAME and other in {f"{one}s", f"{one}es", f"{one[:-1]}ies"}


def _without_dress(tokens: Tokens, *, doubtful: bool) -> Tokens:
    return strip_company_form(strip_place_form(strip_titles(tokens, doubtful=doubtful)))


def _by_parenthesis(expected: str, given: str, question: Question) -> Verdict | None:
    """Compare with an answer such as ``Organization of Turkic States (OTS)``: the parenthesis may be left out."""
    match = _PARENTHESIS.match(expected.strip())
    if match is not None:
        verdict = compare(match[1], given, question)
        return Verdict.CLOSE if verdict is Verdict.WRONG and is_same(match[2], given) else verdict
    match = _PARENTHESIS.match(given.strip())
    if match is None or not set(_plain(match[2])) & acronyms(match[1]):
        return None
    return compare(expected, match[1], question)


def _by_name(expected: str, wanted: Tokens, got: Tokens, question: Question) -> Verdict | None:
    person = question.person
    if not is_name(" ".join(expected.split()[-len(strip_titles(wanted, doubtful=person)) :])):
        alone = person and len(wanted) == 1 and len(got) > 1 and got[-1:] == wanted
        return Verdict.CLOSE if alone and not question.shared & set(got) else None
    verdict = compare_names(
        strip_titles(wanted, doubtful=person), strip_titles(got, doubtful=person), person=person, shared=question.shared
    )
    if verdict is not None or not person or len(got) > 1:
        return verdict
    last = (wanted[-1],)
    return Verdict.CLOSE if _is_slip(last, strip_titles(got, doubtful=True), question) else None


def _by_acronym(expected: str, given: str, wanted: Tokens, got: Tokens) -> Verdict | None:
    if len(got) == 1 and got[0] in acronyms(expected):
        return Verdict.CLOSE
    return Verdict.CLOSE if len(wanted) == 1 and wanted[0] in acronyms(given) else None


def _by_qualifier(expected: str, given: str, question: Question) -> Verdict | None:
    """Compare a place with and without what it belongs to, and a title with and without what follows it.

    ``Istanbul`` and ``Istanbul, Türkiye``; ``Moby-Dick`` and ``Moby-Dick; or, The Whale``.
    """
    for whole, part in ((expected, given), (given, expected)):
        title, mark, _ = _SUBTITLE.sub("\0", whole, count=1).partition("\0")
        if mark and is_same(title, part):
            return Verdict.CLOSE
        head, comma, tail = whole.partition(",")
        if comma and "," not in tail and is_same(head, part):
            named = set(_plain(tail))
            return Verdict.WRONG if named & question.shared else Verdict.CLOSE
    return None


def _is_slip(wanted: Tokens, got: Tokens, question: Question) -> bool:
    """Tell whether ``got`` is ``wanted`` with few letters wrong, and not a name or word of its own."""
    target, typed = " ".join(wanted), " ".join(got)
    if has_digit(target) or has_digit(typed) or len(target) > _LONGEST_TYPO or not _within(target, typed):
        return False
    if differ_in_meaning(wanted, got) or is_another(target, typed, map(name_key, question.distractors)):
        return False
    if len(wanted) != len(got):
        return not (set(wanted) <= set(got) or set(got) <= set(wanted))  # a whole word more or less is no slip
    several = len(wanted) > 1
    return all(
        one == other
        or (
            _within(one, other, floor=int(several and len(one) >= _SHORTEST_IN_NAME))
            and not is_word(other)
            and not (several and is_another(one, other, ()))
        )
        for one, other in zip(wanted, got, strict=True)
    )


def _within(target: str, typed: str, *, floor: int = 0) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms that right answers do not need

    limit = 0 if len(target) <= _NO_SLIPS else 1 if len(target) <= _ONE_SLIP else 2
    limit = max(limit, floor)
    return OSA.distance(target, typed, score_cutoff=limit) <= limit


def is_slip_of_letters(expected: str, given: str) -> bool:
    """Tell whether an answer that is close may have been meant: the words differ by letters that were mistyped.

    The words typed may be the last ones of the answer, as for a person; numbers are no slips.
    """
    wanted, got = _plain_pair(expected, given)
    pairs = [(one, other) for one, other in zip(reversed(wanted), reversed(got), strict=False) if one != other]
    return (
        bool(pairs)
        and len(got) <= len(wanted)
        and all(not has_digit(one + other) and _within(one, other, floor=1) for one, other in pairs)
    )


def _is_most(wanted: Tokens, got: Tokens) -> bool:
    """Tell whether ``got`` holds most words of a longer answer, or all in another order, and none beside them."""
    content = {word for word in wanted if word not in _SMALL_WORDS}
    held = {word for word in got if word not in _SMALL_WORDS}
    if len(content) < _FEWEST_WORDS or not held <= content or differ_in_meaning(wanted, got):
        return False
    if any(has_digit(roman_as_digits(word)) for word in content - held) or all(is_common_noun(word) for word in held):
        return False
    return len(held) >= _ENOUGH_WORDS * len(content)

"""Tells running English text from what cannot be asked about: other languages, lists, tables, code, verse, scraps."""

import re
from collections import Counter
from collections.abc import Sequence

from quiz.errors import GenerateError
from quiz.generate.tongues import ENGLISH, MADE, code_of, find_language, named, share
from quiz.language.document import Document
from quiz.model.text import counted

LEAST_WORDS = 10
"""Words below which a text is a scrap."""

_TALK = 0.3
"""Share of function words from which a text full of signs is prose all the same, with brackets in it."""
_FINITE = 0.3
"""Share of words in sentences with a finite verb below which a text is no prose; articles have 0.8 and more."""
_MARKS = 0.08
"""Share of the signs of code and markup among all letters and signs from which a text is code; prose has 0.01."""
_SHORT = 10
"""Words of a line of verse or of a list; a line of wrapped prose has more, and so has a paragraph."""
_MOST = 0.7
_FEW_LINES = 4
_FIELD = 4
"""Words of a field of a table, at most; what stands between two commas of prose has more."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MARK = re.compile(r"[{}\[\]()<>=;|\\/_#*+`~^&$@]")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_BULLET = re.compile(r"\s*(?:[-*•+‣▪]|\d{1,3}[.)])\s")
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PROSE = "quiz needs running text."


def check_text(text: str, name: str, language: str = "") -> str:
    """Return the code of the language of a text.

    Raise `GenerateError`, with a sentence that says why, when ``text`` is no running text, or is in a language that no
    questions can be made in. A ``language`` that somebody says it is in goes before what is found.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not words:
        raise GenerateError(f"There is no word in {name}.", hint=_PROSE)
    if _is_code(text, lines, words):
        raise GenerateError(f"The text in {name} seems to be code or markup, not prose.", hint=_PROSE)
    if _is_table(lines):
        raise GenerateError(
            f"The text in {name} seems to be a table, not prose.", hint="'quiz import' makes cards of a table."
        )
    code = _check_language(text, words, name, language)
    if len(words) < LEAST_WORDS:
        few = counted(len(words), "word")
        raise GenerateError(f"The text in {name} has {few}, too few to ask about.", hint="A paragraph is the least.")
    if _is_listing(lines):
        raise GenerateError(f"The text in {name} seems to be a list or a poem, not prose.", hint=_PROSE)
    return code


def check_sentences(document: Document, name: str) -> None:
    """Raise `GenerateError` when hardly a sentence of an analysed text has a finite verb."""
    words = told = 0
    for sentence in document:
        size = sum(token.upos not in {"PUNCT", "SYM"} for token in sentence.tokens)
        words += size
        if any(token.xpos in _FINITE_TAGS for token in sentence.tokens):
            told += size
    if told < _FINITE * words or not told:
        raise GenerateError(f"There are hardly any whole sentences in {name}.", hint=_PROSE)


def _check_language(text: str, words: Sequence[str], name: str, told: str) -> str:
    """Return the code of the language of a text; GenerateError when it is none of those that can be asked in."""
    hint = "Only English can be made into questions so far."
    if told:
        language = named(told)
        if language not in MADE:
            raise GenerateError(f"The text in {name} is said to be {language or told}.", hint=hint)
        return code_of(language)
    language = find_language(text)
    if language in MADE or (len(words) < LEAST_WORDS and _is_latin(text)):
        return code_of(language or ENGLISH)
    if language is None:
        raise GenerateError(
            f"The text in {name} does not seem to be English prose.",
            hint=f"{hint[:-1]}; if it is English all the same, say so: --language en.",
        )
    raise GenerateError(f"The text in {name} seems to be {language}.", hint=hint)


def _is_latin(text: str) -> bool:
    return sum(letter < "\u0250" for letter in text if letter.isalpha()) * 2 > sum(map(str.isalpha, text))


def _is_code(text: str, lines: Sequence[str], words: Sequence[str]) -> bool:
    signs = sum(not character.isspace() for character in text)
    if len(_MARK.findall(text)) <= _MARKS * signs:
        return False
    broken = sum(bool(_MARK.search(line)) and not _STOP.search(line) for line in lines)
    return share(Counter(words), ENGLISH) < _TALK or broken > len(lines) / 2


def _is_table(lines: Sequence[str]) -> bool:
    """Tell whether most lines have the same number of short fields."""
    if len(lines) < _FEW_LINES:
        return False
    return any(_has_columns(lines, separator) for separator in (",", ";", "\t", "|"))


def _has_columns(lines: Sequence[str], separator: str) -> bool:
    counts = [line.count(separator) for line in lines]
    usual = max(set(counts), key=counts.count)
    if usual == 0 or counts.count(usual) < _MOST * len(lines):
        return False
    fields = [field for line in lines for field in line.split(separator)]
    return sum(len(field.split()) for field in fields) <= _FIELD * len(fields)


def _is_listing(lines: Sequence[str]) -> bool:
    """Tell whether most words stand in lines that are items, or short, begin with a capital and break off anywhere."""
    if len(lines) < _FEW_LINES:
        return False
    sizes = [(len(line.split()), _is_item(line)) for line in lines]
    return sum(size for size, item in sizes if item) > _MOST * sum(size for size, _ in sizes)


def _is_item(line: str) -> bool:
    if len(line.split()) > _SHORT:
        return False
    return bool(_BULLET.match(line)) or not (line[0].islower() or _STOP.search(line))

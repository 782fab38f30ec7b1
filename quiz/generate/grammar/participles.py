"""Participles as statements: "built in 1872", "led by Ann Lee", "killing two", "after leaving Oslo"."""

from collections.abc import Iterator
from dataclasses import replace

from quiz.generate.grammar.clauses import Clause, Role, Unit, own
from quiz.generate.grammar.draft import Draft, draft, is_far, noun_unit, placed
from quiz.generate.grammar.flaws import after_comma
from quiz.generate.grammar.simplify import bracketed
from quiz.generate.grammar.tense import PRESENT, conjugated, copula, is_plural, ruling
from quiz.generate.grammar.units import stands_beside
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token
from quiz.language.inflect import inflect

_LINKING = {
    "include", "accord", "compare", "depend", "consider", "regard", "follow", "concern", "give", "base", "be", "do",
    "owe", "mean",
}  # fmt: skip
"""Verbs whose participles are prepositions ("including", "given"), or tell nothing."""
_FACTUAL = {"after", "since", "while", "when", "upon", "on"}
"""Words before a participle that leave it a fact."""
_BODILY = {"kill", "injure", "wound", "hurt", "displace", "trap"}
"""Verbs whose object may be a bare number of people."""
_EMPTY = {"it", "there", "this", "that"}
"""Subjects that may stand for nothing, or for a whole statement."""
_YEAR = 4
"""Digits of a year."""
_NOW = {"now", "currently", "today", "still"}


def of_noun(sentence: Sentence, verb: Token, quoted: frozenset[int]) -> Iterator[Clause]:
    """Yield what a participle behind a noun says of it: "the museum, built in 1872"."""
    noun = sentence.tokens[verb.head]
    if verb.xpos not in {"VBN", "VBG"} or verb.upos != "VERB" or _is_linking(sentence, verb):
        return
    if verb.index in bracketed(sentence):
        return
    comma = after_comma(sentence, verb)
    subject = sentence.child(noun, "nsubj")
    if noun is sentence.root and sentence.child(noun, "cop") and subject is not None and not comma:
        if verb.xpos == "VBG" and verb.lemma.lower() not in words("stative"):
            return
        told = noun_unit(sentence, subject)  # "X is a museum built in 1872" says that X was built in 1872
    elif stands_beside(sentence, noun):
        if _is_bare(sentence, noun, verb):
            return
        told = noun_unit(sentence, noun, verb)  # "with a match set for May"
    elif (comma or (noun.upos == "PROPN" and verb.xpos == "VBN")) and not is_far(sentence, noun, verb):
        told = noun_unit(sentence, noun, verb)
    else:
        return
    yield from _stated(sentence, verb, told, quoted)


def of_statement(sentence: Sentence, verb: Token, host: Clause, quoted: frozenset[int]) -> Iterator[Clause]:
    """Yield what a participle beside a statement says: of its subject, or of what came of the whole of it."""
    marks = {t.text.lower() for t in sentence.children(verb, "mark", "case")}
    marks |= {t.text.lower() for t in sentence.children(verb, "advmod") if t.xpos == "WRB"}
    if verb.xpos not in {"VBN", "VBG"} or not marks <= _FACTUAL or sentence.child(verb, "nsubj") is not None:
        return
    if _is_linking(sentence, verb) or verb.index in bracketed(sentence) or host.planned:
        return
    harming = verb.xpos == "VBG" and not marks and verb.lemma.lower() in words("harming")
    if not (after_comma(sentence, verb) or verb.index < host.head.index or marks or harming):
        return
    if verb.xpos == "VBN" and (marks or len(sentence.children(verb)) < 2):  # noqa: PLR2004
        return
    for one in (verb, *(c for c in sentence.children(verb, "conj") if c.xpos == verb.xpos)):
        if verb.xpos == "VBG" and not marks and one.lemma.lower() in words("harming") and one.index > host.head.index:
            yield from _result(sentence, one, host, quoted)
        elif host.subject.top.text.lower() not in _EMPTY or _is_thing(host, one):
            yield from _stated(sentence, one, host.subject, quoted)


def _is_thing(host: Clause, verb: Token) -> bool:
    """Tell whether "it" is what was made or founded: "Founded in 1784, it has become the seat of a bishop"."""
    told = any(u.relation in {"ccomp", "csubj", "expl"} for u in host.units)
    it = host.subject.top.text.lower() == "it"
    return it and verb.xpos == "VBN" and verb.index < host.subject.top.index and not told


def of_itself(sentence: Sentence, verb: Token, quoted: frozenset[int]) -> Iterator[Clause]:
    """Yield what a participle behind "with" says of its own subject: "with Norway winning three medals"."""
    subject = sentence.child(verb, "nsubj")
    marks = [t.text.lower() for t in sentence.children(verb, "mark")]
    if subject is None or marks != ["with"] or verb.xpos not in {"VBN", "VBG"} or _is_bare(sentence, subject, verb):
        return
    yield from _stated(sentence, verb, noun_unit(sentence, subject), quoted)


def _is_bare(sentence: Sentence, noun: Token, verb: Token) -> bool:
    """Tell whether a noun means something only beside its statement: "the first match"."""
    the = any(t.text.lower() in {"the", "its", "their"} for t in sentence.children(noun, "det", "nmod:poss"))
    told = any(c.index != verb.index for c in sentence.children(noun, "nmod", "acl") if c.deprel != "nmod:poss")
    return noun.upos == "NOUN" and the and not told


def _is_linking(sentence: Sentence, verb: Token) -> bool:
    known = verb.text.lower() == "based" and any(
        c.text.lower() in {"in", "at"} for o in sentence.children(verb, "obl") for c in sentence.children(o, "case")
    )
    return verb.lemma.lower() in _LINKING and not known


def _stated(sentence: Sentence, verb: Token, told: Unit, quoted: frozenset[int]) -> Iterator[Clause]:
    over = ruling(sentence, verb)
    if over is None or over.xpos == "MD" or not told.tokens:
        return
    made = draft(sentence, verb, "participle", quoted, participle=True)
    subjects = [u for u in made.units if u.role is Role.SUBJECT]
    if any(u.top.index != told.top.index for u in subjects) or sentence.children(verb, "cop"):
        return
    made.units = [u for u in made.units if u.role is not Role.SUBJECT]
    if verb.xpos == "VBN":
        _as_passive(sentence, made, told, present=over.xpos in PRESENT)
    else:
        _as_active(sentence, made, told, present=over.xpos in PRESENT and over.lemma.lower() != "have")
    made.lend(told)
    if (clause := made.clause()) is not None:
        yield clause


def _as_passive(sentence: Sentence, made: Draft, told: Unit, *, present: bool) -> None:
    verb = made.head
    helpers = sentence.children(verb, "aux")
    lasting = verb.text.lower() in words("stative") and not any(
        (t.text.isdigit() and len(t.text) == _YEAR)
        or t.text.lower() in {"formerly", "previously", "originally", "then"}
        for t in sentence.subtree(verb)
    )
    now = any(t.text.lower() in _NOW for t in sentence.children(verb, "advmod"))
    if not helpers:
        made.help(copula(sentence, told, present=(present and lasting) or now, relation="aux:pass"))
    elif helpers[0].text.lower() == "having":
        _had(made, helpers)  # "having been elected", "having left"
    else:
        made.finite = None


def _had(made: Draft, helpers: tuple[Token, ...]) -> None:
    made.units = [replace(u, tokens=tuple(t for t in u.tokens if t is not helpers[0])) for u in made.units]
    made.help(own("had", "have", "VBD", "aux"))


def _as_active(sentence: Sentence, made: Draft, told: Unit, *, present: bool) -> None:
    verb = made.head
    if sentence.children(verb, "aux"):
        made.finite = None
        return
    text, tag = conjugated(verb, present=present, plural=is_plural(sentence, told))
    made.respell(text, tag)


def _result(sentence: Sentence, verb: Token, host: Clause, quoted: frozenset[int]) -> Iterator[Clause]:
    """Yield what came of a statement: "two people were killed when a bus overturned in Oslo"."""
    harmed = sentence.child(verb, "obj")
    counted = harmed is not None and harmed.upos == "NUM"
    if harmed is None or (counted and verb.lemma.lower() not in _BODILY) or host.finite.xpos == "MD" or host.flaw:
        return
    made = draft(sentence, verb, "result", quoted)
    harm = next((u for u in made.units if u.top is harmed), None)
    if harm is None or any(u.role is Role.SUBJECT for u in made.units):
        return
    made.units.remove(harm)
    made.respell(inflect(verb.lemma.lower(), "VBN"), "VBN")
    made.help(copula(sentence, harm, present=False, relation="aux:pass"))
    made.lend(harm)
    when = own("when", "when", "WRB", "mark")
    told = Unit(role=Role.AFTER, relation="advcl", top=host.head, tokens=(when, *_retold(host)))
    made.units.append(placed(told, Role.AFTER, "advcl", verb))
    if (clause := made.clause()) is not None:
        yield clause


def _retold(host: Clause) -> Iterator[Token]:
    """Yield the words of a statement without the days that only its article can place."""
    days = words("relative") | words("weekdays")
    order = [u for u in host.units if u.role is not Role.FRONT] + [u for u in host.units if u.role is Role.FRONT]
    for unit in order:
        loose = unit.role in {Role.FRONT, Role.AFTER} and any(t.text.lower() in days for t in unit.tokens)
        if not loose:
            yield from unit.tokens

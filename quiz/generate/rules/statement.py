"""A whole sentence with one exact thing left out: what is asked where neither a question nor a clause can be had.

The sentence stays as the article has it, with references written out, so it is as good English as the article's. It
must stand on its own feet: every name in full, nothing pointed at, no more than is read in one breath.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Drop, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.grammar.simplify import bracketed
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.reading.phrases import Piece, sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import Grain
from quiz.generate.values.numbers import spellings
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import quantities
from quiz.generate.wording.specificity import TOO_GENERAL, told_apart
from quiz.generate.wording.timing import is_adrift, is_done, is_placed_in_time, is_stale, opening_of
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation
from quiz.model.deck import CardKind

LONGEST = 30
"""Words of a sentence that is still read in one breath."""
ENOUGH = 4.5
"""What the rest of the sentence must tell (`quiz.generate.wording.specificity`) for one answer only to fit."""
_HINTS = {Kind.PERSON: "person", Kind.COUNTRY: "country", Kind.CITY: "city", Kind.PRIZE: "award"}
_COMMA = {",", "–", "—"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hole:
    """What is left out: tokens ``start`` to ``end`` (half open)."""

    start: int
    end: int
    text: str
    hint: str
    kind: Kind
    spellings: tuple[str, ...] = ()


def _find(context: Context) -> Found:
    for sentence in context.sentences:
        clause = next((c for c in context.clauses if c.sentence is sentence and c.kind in {"main", "reported"}), None)
        if clause is None or clause.flaw or not _is_plain(context, sentence):
            continue
        tokens = _kept(sentence)
        if not 0 < sum(t.upos != "PUNCT" for t in tokens) <= LONGEST or not _stands(context, clause, tokens):
            continue
        subject = {t.index for t in sentence.subtree(clause.subject.top)}
        for hole in _holes(context, sentence):
            if hole.start not in subject and all(sentence.tokens[i] in tokens for i in range(hole.start, hole.end)):
                yield _ask(context, clause, tokens, hole)


def _is_plain(context: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence is the article's own statement in one piece."""
    if sentence.tokens[-1].text != "." or any(t.text in {";", ":", "?", "/"} for t in sentence.tokens):
        return False
    return not any(context.is_quoted(t) for t in sentence.tokens) and sentence.root.upos in {
        "VERB",
        "NOUN",
        "ADJ",
        "PROPN",
    }


def _kept(sentence: Sentence) -> tuple[Token, ...]:
    """Return the words of a sentence without brackets, full stop and the word that links it to the one before."""
    gone = bracketed(sentence) | {sentence.tokens[-1].index}
    tokens = [t for t in sentence.tokens if t.index not in gone]
    while tokens and (
        tokens[0].upos in {"CCONJ", "PUNCT"}
        or tokens[0].lemma.lower() in words("discourse")
        or tokens[0].text in _COMMA
    ):
        tokens.pop(0)
    return tuple(tokens)


def _stands(context: Context, clause: Clause, tokens: tuple[Token, ...]) -> bool:
    """Tell whether nothing in a sentence is about another time or person than it says."""
    sentence = clause.sentence
    undated = context.today is None and not context.headline
    if (clause.passing and undated and not is_done(context, clause)) or is_stale(context, clause):
        return False
    if tokens[-1].text.lower() in {"more", "others", "so", "too"} or not is_placed_in_time(
        context, clause, clause.units
    ):
        return False
    if any(w for w in context.references.dates(sentence) if not w.known):
        return False
    subject = clause.subject.top
    named = context.names.name_at(sentence, subject) or context.referent(sentence, clause.subject.tokens[0])
    told = context.told if context.caption else ()
    lost = dangling(context, sentence, [t.index for t in tokens], subject_known=named is not None, told=told)
    return lost is None


def _holes(context: Context, sentence: Sentence) -> Iterator[_Hole]:
    """Yield what may be left out, the most exact first: numbers, then names, then years and days."""
    yield from _numbers(context, sentence)
    for mention in context.names.mentions(sentence):
        name = context.names.by_form(mention.text)
        if name is not None and _may_hide(context, sentence, name, mention.start, mention.end):
            state = name.full.casefold() in words("states")
            hint = "state" if state else context.noun_of(name) or _HINTS.get(name.kind, "name")
            yield _Hole(start=mention.start, end=mention.end, text=name.full, hint=hint, kind=name.kind)
    for when in context.references.dates(sentence):
        joined = any(
            is_relation(t, "conj") or sentence.child(t, "conj") for t in sentence.tokens[when.start : when.end]
        )
        if when.known and not when.relative and not joined:
            kind, hint = (Kind.YEAR, "year") if when.grain is Grain.YEAR else (Kind.DATE, "date")
            yield _Hole(start=when.start, end=when.end, text=when.text, hint=hint, kind=kind)


def _numbers(context: Context, sentence: Sentence) -> Iterator[_Hole]:
    """Yield the numbers of sums, shares, measures and counted things; a sum goes with its sign, others without unit."""
    for quantity in quantities(context, sentence):
        if quantity.sort is Sort.FRACTION or (quantity.amount is not None and quantity.amount < 2):  # noqa: PLR2004
            continue
        counted = quantity.top.index == quantity.end and quantity.top.xpos == "NNS"
        if (quantity.sort is Sort.COUNT and not counted) or quantity.amount is None or _is_joined(sentence, quantity):
            continue
        signed = sentence.tokens[quantity.core.start].upos in {"SYM", "PROPN"}
        size = 1 if signed else len(quantity.number.split())
        text = quantity.text if signed else quantity.number
        if not signed and sentence.slice(quantity.core.start, quantity.core.start + size).lower() != text.lower():
            continue
        yield _Hole(
            start=quantity.core.start,
            end=quantity.core.stop if signed else quantity.core.start + size,
            text=text,
            hint="sum" if signed else "number",
            kind=Kind.MONEY if quantity.sort is Sort.MONEY else Kind.NUMBER,
            spellings=() if signed else spellings(text),
        )


def _is_joined(sentence: Sentence, quantity: Quantity) -> bool:
    """Tell whether another number with the same unit stands beside a quantity: "5 feet 10 inches", "3 or 4"."""
    beside = (*sentence.tokens[max(0, quantity.start - 1) : quantity.start], *sentence.tokens[quantity.end + 1 :][:1])
    return any(t.upos == "NUM" or t.text in {"-", "–", "(", "/"} for t in beside)


def _may_hide(context: Context, sentence: Sentence, name: Name, start: int, end: int) -> bool:
    """Tell whether a name stands by itself: not the topic, no part of a longer phrase, none of several in a row."""
    tokens = sentence.tokens
    top = next((t for t in tokens[start:end] if not start <= t.head < end), tokens[start])
    if (
        name is context.topic
        or name.kind is Kind.NATIONALITY
        or is_relation(top, "conj", "compound", "amod", "nmod:desc")
    ):
        return False
    if name.kind is Kind.PERSON and (" " not in name.full or any(c.isdigit() for c in name.full)):
        return False
    if end - start == 1 and any(t.text == "of" for t in tokens[end : end + 1]):
        return False  # a name goes on behind its class word: "the War of the Arvin Succession"
    if start > 2 and tokens[start - 1].upos == "DET" and tokens[start - 2].text.istitle():  # noqa: PLR2004
        return False  # the end of a title: "Calling the Tide"
    beside = (*tokens[max(0, start - 1) : start], *tokens[end : end + 1])
    if any(t.upos in {"PROPN", "NUM"} or t.text in {"-", "–", "'s", "’s", "'", "’"} for t in beside):
        return False
    return sentence.child(top, "conj") is None and (context.noun_of(name) != "" or name.kind in _HINTS)


def _ask(context: Context, clause: Clause, tokens: tuple[Token, ...], hole: _Hole) -> Candidate | Drop:
    sentence = clause.sentence
    used = tuple(t.index for t in tokens if not hole.start <= t.index < hole.end)
    asked = tuple(range(hole.start, hole.end))
    hidden = f"{{{{c1::{hole.text}::{hole.hint}}}}}"
    pieces: list[Piece] = []
    for token in tokens:
        if token.index == hole.start:
            pieces.append(hidden)
        elif not hole.start < token.index < hole.end:
            pieces.append(token)
    text = context.writer(sentence, hidden=hole.text).write(pieces)
    if text.replace(hidden, "").casefold().find(hole.text.casefold()) >= 0:
        return Drop(rule=RULE.name, text=sentence.text, reason="the answer stands in the sentence twice")
    opening = opening_of(context, clause, text, used, asked)
    if opening and (tokens[0].upos == "ADP" or text.count(",") > (0 if clause.present else 1)):
        lost, opening = not clause.present or clause.passing, ""
    else:
        lost = is_adrift(context, clause, opening)
    text = f"{opening}, {text}" if opening else text
    made = Candidate(
        rule=RULE.name,
        prompt=f"{sentence_case(text)}.",
        answers=((hole.text, *hole.spellings),),
        kind=CardKind.CLOZE,
        answer_kind=hole.kind,
        fact=Fact(
            predicate=f"{clause.head.lemma.lower()}/",
            subject=" ".join(sentence.tokens[i].lemma for i in used),
            value=hole.text,
        ),
        sentence=sentence,
        weight=0.3,
        used=used,
        asked=asked,
        as_of=context.today if clause.present else None,
        adrift=lost,
    )
    if told_apart(context, sentence, used, hidden=hole.text) < ENOUGH:
        return Drop(rule=RULE.name, text=made.prompt, reason=TOO_GENERAL, candidate=made)
    return made


RULE = Rule(
    name="statement", find=_find, why="for something exact left out of a whole sentence, where no question fits"
)

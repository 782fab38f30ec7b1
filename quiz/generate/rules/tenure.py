"""Who held which post in which years: "Ada Lorne served as president of the Harbour Guild from 1992 to 1996"."""

from dataclasses import dataclass
from itertools import pairwise

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import Grain, When
from quiz.generate.wordlists import offices, roles
from quiz.language.document import Token, is_relation

_SERVING = {"serve", "work", "act", "rule", "reign"}
_MADE = {"become", "appoint", "elect", "name", "remain"}
_LINKS = {"to", "until", "till", "through", "and", "–", "-", "—"}
_PHRASE = ("det", "amod", "compound", "nmod", "nmod:poss", "case", "flat", "fixed", "punct", "conj", "cc")
_ORDINALS = {
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "last",
}  # fmt: skip
_LONGEST = 11
"""Words of a post with its body."""


@dataclass(frozen=True, slots=True)
class _Post:
    """A post of one person, as the article words it."""

    noun: Token
    tokens: tuple[Token, ...]
    """From the article or ordinal on, with the body behind it."""
    text: str
    """As it stands behind "the"."""
    unique: bool
    """Whether one person at a time holds it."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        person = _person(context, clause)
        post = _post(context, clause) if person is not None else None
        if person is None or post is None:
            continue
        span = _span(context, clause, post)
        if span is not None:
            yield from _spanned(context, clause, person, post, span)
        if post.unique and any(t.xpos == "JJ" and t.text.lower() in _ORDINALS for t in post.tokens):
            asked = f"who was the {post.text}?"
            yield _made(clause, post, asked, (person.full,), kind=Kind.PERSON, weight=0.6)


def _person(context: Context, clause: Clause) -> Name | None:
    """Return the one person by full name whom a clause is about."""
    sentence, subject = clause.sentence, clause.subject
    name = context.names.name_at(sentence, subject.top) or context.referent(sentence, subject.top)
    known = name is not None and name.kind is Kind.PERSON and (" " in name.full or name is context.topic)
    return name if known and not sentence.children(subject.top, "conj") else None


def _post(context: Context, clause: Clause) -> _Post | None:
    """Return the post that a clause says somebody holds."""
    sentence, head = clause.sentence, clause.head
    nouns: list[Token] = []
    if clause.copular and head.upos == "NOUN" and sentence.child(head, "case") is None:
        nouns = [head]
    elif head.lemma.lower() in _SERVING | _MADE:
        for unit in clause.after():
            as_ = unit.tokens[0].text.lower() == "as" and is_relation(unit.top, "obl")
            if as_ or (head.lemma.lower() in _MADE and is_relation(unit.top, "xcomp", "obj")):
                nouns.append(unit.top)
    noun = next((n for n in nouns if n.upos == "NOUN" and n.xpos == "NN"), None)
    if noun is None or context.is_quoted(noun):
        return None
    return _read(context, clause, noun)


def _read(context: Context, clause: Clause, noun: Token) -> _Post | None:
    sentence = clause.sentence
    dated = {i for w in context.references.dates(sentence) for i in range(w.start, w.end)}
    gone: set[int] = set()
    for child in sentence.children(noun):
        below = {t.index for t in sentence.subtree(child)}
        opens = is_relation(child, "case", "cop", "aux", "mark", "nsubj")
        if opens or not is_relation(child, *_PHRASE) or (is_relation(child, "conj", "cc") and child.index > noun.index):
            gone |= below
    inside = {t.index for t in kept(sentence, noun)} - gone
    end = next((i for i in range(noun.index + 1, len(sentence.tokens)) if i not in inside or i in dated), 0)
    tokens = [t for t in sentence.tokens if t.index in inside and (not end or t.index < end)]
    while tokens and tokens[-1].upos in {"ADP", "PUNCT", "DET", "CCONJ"}:
        tokens.pop()
    if tokens and (tokens[0].upos == "DET"):
        tokens.pop(0)
    if not 0 < len(tokens) <= _LONGEST or any(t.upos in {"VERB", "CCONJ"} or t.text == "," for t in tokens):
        return None
    office = _office(tokens, noun)
    body = any(context.names.name_at(sentence, t) is not None for t in tokens) or any(
        context.referent(sentence, t) is not None for t in tokens
    )
    if office in offices() and not body and noun is tokens[-1] and (own := _of_topic(context)):
        return _Post(noun, tuple(tokens), f"{context.text(sentence, tokens)} of {own}", unique=True)
    if not office or not body or dangling(context, sentence, [t.index for t in tokens]) is not None:
        return None
    text = context.text(sentence, tokens)
    first = tokens[0]
    owner = context.referent(sentence, first) if first.xpos == "PRP$" else None
    if owner is not None:
        the = "the " if owner.article else ""
        text = f"{context.text(sentence, tokens[1:])} of {the}{owner.full}"
    return _Post(noun, tuple(tokens), text, office in offices())


def _of_topic(context: Context) -> str:
    """Return the place or body that an article is about, whose mayor or president "the mayor" is; empty if none."""
    topic = context.topic
    if topic is None or topic.kind not in {Kind.CITY, Kind.COUNTRY, Kind.PLACE, Kind.ORGANIZATION}:
        return ""
    return f"the {topic.full}" if topic.article else topic.full


def _office(tokens: list[Token], noun: Token) -> str:
    """Return the office or job that ends in ``noun``: "president", "prime minister"."""
    at = next((i for i, t in enumerate(tokens) if t is noun), -1)
    for start in range(max(0, at - 3), at + 1):
        found = " ".join(t.text.lower() for t in tokens[start : at + 1]).replace(" - ", "-")
        if found in offices() | roles():
            return found
    return ""


def _span(context: Context, clause: Clause, post: _Post) -> tuple[When, When] | None:
    """Return the two years between which the clause says somebody held the post."""
    sentence = clause.sentence
    whens = [w for w in context.references.dates(sentence) if w.start > post.tokens[-1].index]
    for one, other in pairwise(whens):
        led = sentence.tokens[one.start - 1].text.lower() in {"from", "between"}
        near = one.start - 1 <= post.tokens[-1].index + 1
        linked = other.start == one.end + 1 and sentence.tokens[one.end].text.lower() in _LINKS
        if led and near and linked and one.known and other.known and one.grain is other.grain is Grain.YEAR:
            return one, other
    return None


def _spanned(context: Context, clause: Clause, person: Name, post: _Post, span: tuple[When, When]) -> Found:
    first, last = (w.text for w in span)
    the = "the" if post.unique else "an" if post.text[0].lower() in "aeiou" else "a"
    years = f"from {first} to {last}"
    known = person in {context.topic, context.protagonist}
    asked = f"which post did {person.full} hold {years}?"
    yield _made(clause, post, asked, (post.text,), kind=Kind.THING, weight=0.6)
    forms = (f"{first} and {last}", f"{first} to {last}", f"{first}–{last}", years)
    asked = f"between which years was {person.full} {the} {post.text}?"
    yield _made(clause, post, asked, forms, kind=Kind.DATE, weight=0.6)
    if post.unique:
        asked = f"who was the {post.text} {years}?"
        yield _made(clause, post, asked, (person.full,), kind=Kind.PERSON, weight=0.45 if known else 0.65)


def _made(clause: Clause, post: _Post, text: str, answers: tuple[str, ...], *, kind: Kind, weight: float) -> Candidate:
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(text),
        answers=(answers,),
        answer_kind=kind,
        fact=Fact(predicate="hold post", subject=text, value=answers[0]),
        sentence=clause.sentence,
        weight=weight,
        used=() if kind is Kind.THING else tuple(t.index for t in post.tokens),
        joints=(post.noun.index,),
    )


RULE = Rule(name="tenure", find=_find, why="who held which post, and in which years")

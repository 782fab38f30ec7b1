"""What the objective, the goal, the motto of something is: a relational noun and what it is said to be."""

from typing import TYPE_CHECKING

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Drop, Fact, Kind
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import Piece, sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

if TYPE_CHECKING:
    from collections.abc import Sequence


def _find(context: Context) -> Found:
    for sentence in context.sentences:
        root = sentence.root
        cop = sentence.child(root, "cop")
        subject = next((t for t in sentence.children(root, "nsubj") if t.upos == "NOUN"), None)
        if cop is None or subject is None or subject.lemma.lower() not in words("relational"):
            continue
        if context.is_quoted(root):
            yield Drop(rule=RULE.name, text=sentence.text, reason="the statement is quoted")
            continue
        if sentence.child(root, "aux") is not None or any(
            t.text.lower() in {"not", "n't"} for t in sentence.children(root)
        ):
            yield Drop(rule=RULE.name, text=sentence.text, reason="the statement is negated or only possible")
            continue
        found = _subject(context, sentence, subject)
        if found is None:
            yield Drop(rule=RULE.name, text=sentence.text, reason=f"it is not certain whose {subject.text} it is")
            continue
        pieces, owner, used = found
        answer = _answer(context, sentence, root, subject, cop)
        yield Candidate(
            rule=RULE.name,
            prompt=sentence_case(context.text(sentence, ["what", cop, *pieces])) + "?",
            answers=((answer, *((answer.removeprefix("to "),) if answer.startswith("to ") else ())),),
            answer_kind=Kind.ACTION if answer.startswith("to ") else Kind.THING,
            fact=Fact(predicate=f"have {subject.lemma.lower()}", subject=owner.full, value=answer),
            sentence=sentence,
            weight=0.75,
            used=used,
        )


def _subject(context: Context, sentence: Sentence, noun: Token) -> tuple[list[Piece], Name, tuple[int, ...]] | None:
    """Return the pieces of "the objective of X"; the owner stands in the phrase or is the sentence before's subject."""
    tokens = kept(sentence, noun)
    for below in sentence.children(noun, "nmod"):
        name = context.names.name_at(sentence, below) or context.referent(sentence, below)
        if name is not None:
            return list(tokens), name, tuple(t.index for t in tokens)
    if tokens[0].text.lower() != "the" or sentence.child(noun, "acl") is not None:
        return None
    owner = _owner_before(context, sentence)
    if owner is None:
        return None
    the = "the " if owner.article else ""
    rest = tokens[1:]
    return ["the", *rest, f"of {the}{owner.full}"], owner, tuple(t.index for t in rest)


def _owner_before(context: Context, sentence: Sentence) -> Name | None:
    """Return the organization that the sentence before, in the same paragraph, is about."""
    where = context.names.index(sentence)
    before = context.document.sentences[where - 1] if where else None
    if before is None or before.child(before.root, "cop") is None or before.paragraph != sentence.paragraph:
        return None
    subject = before.child(before.root, "nsubj")
    name = context.names.name_at(before, subject) if subject is not None else None
    return name if name is not None and name.kind is Kind.ORGANIZATION else None


def _answer(context: Context, sentence: Sentence, root: Token, subject: Token, cop: Token) -> str:
    gone = {t.index for t in (*sentence.subtree(subject), cop)}
    tokens: Sequence[Token] = [t for t in kept(sentence, root) if t.index not in gone]
    text = context.text(sentence, tokens)
    return text if not is_relation(root, "root") else text.rstrip(" .").removeprefix("a ").removeprefix("an ")


RULE = Rule(name="objective", find=_find, why="what the aim or the motto of something is")

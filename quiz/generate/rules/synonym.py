"""The other word for a thing: "the negative electrode, or anode, ..." names it twice."""

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wording.called import written
from quiz.language.document import Sentence, Token, is_relation

_LONGEST = 5
"""Words of a thing that is named twice."""


def _find(context: Context) -> Found:
    if context.terms.own:
        return
    for sentence in context.sentences:
        for noun in sentence.tokens:
            other = _other(sentence, noun) if noun.upos == "NOUN" and is_relation(noun, "nsubj") else None
            if other is not None and context.terms.is_term(sentence, noun):
                yield from _ask(context, sentence, noun, other)


def _other(sentence: Sentence, noun: Token) -> Token | None:
    """Return the noun that follows ", or" right behind another one."""
    joined = sentence.children(noun, "conj")
    if len(joined) != 1 or joined[0].upos not in {"NOUN", "PROPN"} or is_relation(noun, "conj"):
        return None
    linker = sentence.child(joined[0], "cc")
    if linker is None or linker.text.lower() != "or" or linker.index != noun.index + 2:
        return None
    last = sentence.subtree(joined[0])[-1].index + 1
    closed = last >= len(sentence.tokens) or sentence.tokens[last].text in {",", ".", ")"}
    closed = closed or sentence.tokens[last - 1].text in {",", "."}
    return joined[0] if closed and sentence.tokens[noun.index + 1].text == "," else None


def _ask(context: Context, sentence: Sentence, noun: Token, other: Token) -> Found:
    inside = [t for t in sentence.subtree(noun) if t.index <= noun.index and t.upos != "ADP"]
    alias = [t for t in sentence.subtree(other) if t.upos not in {"CCONJ", "PUNCT"}]
    answer = written(context, sentence, alias)
    if not answer or len(inside) > _LONGEST or any(t.upos == "VERB" for t in (*inside, *alias)):
        return
    indices = [t.index for t in inside]
    if dangling(context, sentence, indices, general=True) is not None:
        return
    text = context.text(sentence, inside)
    text = text[:1].lower() + text[1:] if inside[0].index == 0 and inside[0].upos != "PROPN" else text
    be = "are" if noun.xpos == "NNS" else "is"
    yield Candidate(
        rule=RULE.name,
        prompt=sentence_case(f"by what other name {be} {text} known?"),
        answers=((answer,),),
        answer_kind=Kind.THING,
        fact=Fact(predicate="be also called", subject=text, value=answer),
        sentence=sentence,
        weight=0.6,
        used=tuple(indices),
        general=True,
    )


RULE = Rule(name="synonym", find=_find, why="the other word for something")

"""Which law says what: "Which rule states that an offer ends when its maker dies?".

A law, a theory or a doctrine is known by what it says; who said so is no such thing, and is left to quotes.
"""

from dataclasses import replace

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.called import written
from quiz.generate.wording.generally import telling_words
from quiz.generate.wording.questions import candidate, worded
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_SAYING = {"state", "hold", "predict", "say", "assert", "posit", "maintain", "teach", "propose", "imply", "require"}
_LEAST = 2
"""Telling words of what is said."""
_NAME = 6
"""Words of the name of a law."""
_SHORTEST = 6
_LONGEST = 24
"""Words of it that still make a question."""


def _find(context: Context) -> Found:
    if context.terms.own:
        return
    for sentence in context.sentences:
        for verb in sentence.tokens:
            told = sentence.child(verb, "ccomp") if verb.lemma.lower() in _SAYING and verb.xpos == "VBZ" else None
            law = sentence.child(verb, "nsubj")
            if told is not None and law is not None and law.lemma.lower() in words("laws"):
                yield from _ask(context, sentence, law, verb, told)
    for clause in context.clauses:
        law = next((t for t in clause.sentence.children(clause.head, "obl") if _is_source(clause.sentence, t)), None)
        if law is not None and context.is_general(clause):
            yield from or_drop(RULE.name, clause, _according(context, clause, law))


def _is_source(sentence: Sentence, noun: Token) -> bool:
    case = sentence.child(noun, "case")
    return noun.lemma.lower() in words("laws") and case is not None and case.text.lower() == "according"


def _according(context: Context, clause: Clause, law: Token) -> Found:
    """Ask "According to which rule must an offer be made in writing?"."""
    sentence = clause.sentence
    answer = written(context, sentence, [t for t in kept(sentence, law) if t.upos not in {"ADP", "VERB"}])
    if " " not in answer or _is_loose(sentence, law):
        return
    question = worded(context, clause, lambda asker: asker.within([f"according to which {law.text.lower()}"], ()))
    if len(telling_words(sentence, question.used)) >= _LEAST:
        made = candidate(RULE.name, clause, question, ((answer,),), Kind.THING, weight=0.7, context=context)
        yield replace(made, clause=(), asked=())


def _ask(context: Context, sentence: Sentence, law: Token, verb: Token, told: Token) -> Found:
    said = [t for t in kept(sentence, told) if t.index > verb.index and t.text not in {'"', "“", "”"}]
    name = [t for t in sentence.subtree(law) if t.index < verb.index]
    if not said or said[0].text.lower() != "that" or not _SHORTEST <= len(said) <= _LONGEST or _is_loose(sentence, law):
        return
    indices = [t.index for t in said]
    if len(telling_words(sentence, indices)) < _LEAST:
        return
    if dangling(context, sentence, indices, subject_known=True, general=True) is not None:
        return
    answer = written(context, sentence, name, longest=_NAME)
    if not answer or " " not in answer:
        return
    noun = law.text.lower() if law.xpos in {"NN", "NNP"} else law.lemma.lower()
    text = context.text(sentence, said)
    yield Candidate(
        rule=RULE.name,
        prompt=sentence_case(f"which {noun} {verb.text.lower()} {text}?"),
        answers=((answer,),),
        answer_kind=Kind.THING,
        fact=Fact(predicate=f"{verb.lemma.lower()}/law", subject=text, value=answer),
        sentence=sentence,
        weight=0.75,
        used=tuple(indices),
        general=True,
    )


def _is_loose(sentence: Sentence, law: Token) -> bool:
    """Tell whether a law is one that only a reader of the article knows: "this law", "his theory", "another model"."""
    below = sentence.children(law)
    pointing = words("anaphoric") | {"this", "that", "these", "those", "a", "an"}
    return any(t.xpos == "PRP$" or t.text.lower() in pointing or is_relation(t, "acl:relcl") for t in below)


RULE = Rule(name="tenet", find=_find, why="which law or theory says what")

"""What the term for something is: "What is the lower end of a glacier called?", "What is the term for an alloy of ..?".

Texts explain their terms in a few ways: "X is a Y that ...", "X, a Y that ...", "the Y that ... is called X". What is
asked for is always the term, never its explanation, which may be put in many ways.
"""

from collections.abc import Sequence

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wording.called import called, term_of
from quiz.generate.wording.generally import telling_words
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_LONGEST = 27
"""Words of an explanation that still reads as a question."""
_SHORT = 7
"""Words of one that may stand before "called"."""
_APART = 2
"""Telling words of an explanation beside its noun, which say what is special about it."""
_LOOSER = 4
"""The same where its verb fits many things."""
_LOOSE = {"find", "see", "know", "use", "consider", "describe", "regard", "think", "call", "view", "like"}
"""Verbs of explanations that fit many things: "an organ found in most animals"."""
_RELATIONAL = {"opposite", "seat", "cause", "home", "centre", "center", "basis", "backbone", "heart", "symbol"}
"""Nouns for what something is to another thing, beside those that the word lists hold."""
_SORTS = {"kind", "type", "form", "sort", "class", "variety", "species", "branch", "style"}
"""Nouns behind which many things may stand."""
_EMPTY = {
    "aim", "aspect", "case", "characteristic", "component", "concept", "consequence", "element", "example", "factor",
    "feature", "goal", "idea", "issue", "key", "majority", "matter", "means", "member", "name", "number", "one",
    "part", "problem", "property", "purpose", "quality", "reason", "result", "size", "source", "step", "subject",
    "term", "thing", "tool", "topic", "way", "word",
}  # fmt: skip
"""Heads of predicates that explain nothing."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.copular and context.is_general(clause):
            yield from _defined(context, clause)
        elif context.is_general(clause) or _explains(context, clause):
            yield from _named(context, clause)
    for sentence in context.sentences:
        for noun in sentence.tokens:
            if noun.upos in {"NOUN", "PROPN"}:
                yield from _beside(context, sentence, noun)


def _defined(context: Context, clause: Clause) -> Found:
    """Ask for X in "X is a Y that ..."."""
    predicate = next((u for u in clause.units if u.relation == "predicate"), None)
    if predicate is None or predicate.top.upos != "NOUN" or clause.kind not in {"main", "conjoined"}:
        return
    behind = [t for u in clause.units[clause.units.index(predicate) + 1 :] for t in u.tokens]
    told = (*predicate.tokens, *behind)
    top = clause.sentence.tokens[clause.subject.top.index]
    answers = term_of(context, clause.sentence, top, clause.subject.tokens)
    if answers:
        yield from _explained(context, clause.sentence, answers, predicate.top, told)


def _beside(context: Context, sentence: Sentence, noun: Token) -> Found:
    """Ask for X in "X, a Y that ...,"."""
    for aside in sentence.children(noun, "appos"):
        tokens = kept(sentence, aside)
        first = tokens[0]
        if aside.upos != "NOUN" or first.text.lower() not in {"a", "an"} or first.index <= noun.index:
            continue
        if not context.terms.is_term(sentence, noun) or sentence.tokens[first.index - 1].text not in {",", "("}:
            continue
        answers = term_of(context, sentence, noun, [t for t in kept(sentence, noun) if t.index < first.index])
        if answers:
            yield from _explained(context, sentence, answers, aside, tokens)


def _explained(
    context: Context, sentence: Sentence, answers: tuple[str, ...], noun: Token, told: Sequence[Token]
) -> Found:
    told = [t for t in told if t.upos != "PUNCT" or t.text in {",", "-", "–", "'", "’"}]
    indices = [t.index for t in told]
    apart = telling_words(sentence, [i for i in indices if i != noun.index])
    loose = [t for t in sentence.children(noun, "acl") if t.lemma.lower() in _LOOSE]
    sort = noun.lemma.lower() in _SORTS and sentence.child(noun, "acl") is None
    least = _LOOSER if loose or sort else _APART
    if noun.lemma.lower() in _EMPTY | words("people") or len(told) > _LONGEST or len(apart) < least:
        return
    if any(t.text.lower() in words("told-apart") for t in sentence.children(noun, "amod")):
        return
    if told[0].upos == "ADP" or not _has_difference(sentence, noun, told):
        return
    if dangling(context, sentence, indices, subject_known=True, general=True) is not None:
        return
    text = context.text(sentence, told).rstrip(" .,;:")
    named = answers[0][:1].isupper() and not _is_letters(answers[0])
    somebody = any(n.kind is Kind.PERSON for t in told if (n := context.names.name_at(sentence, t)) is not None)
    if somebody and not named:
        return
    if noun.xpos == "NNS" and told[0].text.lower() not in {"the", "a", "an"}:
        prompt = f"what are {text} called?" if len(told) <= _SHORT else f"what is the term for {text}?"
    elif told[0].text.lower() == "the" and _is_relational(sentence, noun, told):
        be = "are" if noun.xpos == "NNS" else "is"
        prompt = f"what {be} {text}?"
    elif named and noun.lemma.lower() not in _SORTS:
        bare = text.removeprefix("a ").removeprefix("an ").removeprefix("the ")
        prompt = f"what is the name of the {bare}?"
    else:
        prompt = f"what is the term for {text}?"
    yield _made(sentence, prompt, answers, indices)


def _is_letters(term: str) -> bool:
    """Tell whether a term is a row of letters: "GPS", "RNAs"."""
    return all(sum(c.isupper() for c in word) > 1 for word in term.split())


def _has_difference(sentence: Sentence, noun: Token, told: Sequence[Token]) -> bool:
    """Tell whether an explanation says more than of what sort something is."""
    behind = [t for t in sentence.children(noun, "acl", "nmod") if t.index > noun.index]
    told_for = [t for t in behind if any(c.text.lower() == "for" for c in sentence.children(t, "case"))]
    return len(behind) > len(told_for) and all(t in told for t in behind)


def _is_relational(sentence: Sentence, noun: Token, told: Sequence[Token]) -> bool:
    """Tell whether "the ..." says what something is to another thing or ranks it: "the opposite of", "the largest"."""
    below = [t for t in sentence.children(noun) if t in told]
    ranked = any(t.xpos in {"JJS", "RBS"} or t.lemma.lower() in {"only", "first", "main"} for t in below)
    most = any(c.xpos == "RBS" for t in below for c in sentence.children(t))
    return ranked or most or noun.lemma.lower() in words("relational") | words("one-thing") | _RELATIONAL


def _named(context: Context, clause: Clause) -> Found:
    """Ask for X in "the Y that ... is called X"."""
    sentence, subject = clause.sentence, clause.subject
    if not is_relation(subject.top, "nsubj:pass") or clause.finite.text.lower() not in {"is", "are"}:
        return
    verb = sentence.tokens[clause.head.index]
    answers = called(context, sentence, verb)
    extra = [u for u in clause.after() if u.role.value == "front"]
    if not answers or extra:
        return
    indices = [t.index for t in subject.tokens]
    # "The person who makes an offer" is told by what he does alone.
    person = subject.top.lemma.lower() in words("people") and sentence.child(subject.top, "acl") is not None
    if len(telling_words(sentence, indices)) < _APART - person or len(subject.tokens) > _LONGEST:
        return
    if dangling(context, sentence, indices, subject_known=True, general=True) is not None:
        return
    text = context.writer(sentence).write(subject.tokens)
    text = text if sentence.tokens[subject.tokens[0].index].upos == "PROPN" else text[:1].lower() + text[1:]
    be = clause.finite.text.lower()
    if any(t.text.lower() == "also" for t in sentence.children(verb, "advmod")):
        if sentence.tokens[subject.top.index].upos == "PROPN":
            return  # the rule of other names asks for it
        prompt = f"by what other name {be} {text} known?"
    elif len(subject.tokens) <= _SHORT:
        prompt = f"what {be} {text} called?"
    else:
        prompt = f"what is the term for {text}?"
    yield _made(sentence, prompt, answers, indices)


def _explains(context: Context, clause: Clause) -> bool:
    """Tell whether a clause says what something is called, of something that its own words tell apart."""
    if clause.flaw or not is_relation(clause.subject.top, "nsubj:pass") or context.terms.own:
        return False
    top = clause.sentence.tokens[clause.subject.top.index]
    below = clause.sentence.children(top, "acl", "nmod")
    return bool(below) and all(t.text.lower() not in words("anaphoric") for t in clause.subject.tokens)


def _made(sentence: Sentence, prompt: str, answers: tuple[str, ...], used: Sequence[int]) -> Candidate:
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(prompt),
        answers=(answers,),
        answer_kind=Kind.THING,
        fact=Fact(predicate="be the term", subject=prompt, value=answers[0]),
        sentence=sentence,
        weight=0.7,
        used=tuple(used),
        general=True,
    )


RULE = Rule(name="term", find=_find, why="what the term for something is")

"""What the largest, the first, the capital is: a phrase that fits one thing only, with its name beside it."""

from quiz.generate.context import Context
from quiz.generate.facts import Candidate, Drop, Fact, Kind
from quiz.generate.names import Name
from quiz.generate.phrases import sentence_case
from quiz.generate.questions import spread
from quiz.generate.rules.base import Found, Rule
from quiz.generate.simplify import kept
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation


def _find(context: Context) -> Found:
    for sentence in context.sentences:
        for token in sentence.tokens:
            if not is_relation(token, "appos") or token.head < 0 or context.is_quoted(token):
                continue
            head = sentence.tokens[token.head]
            for noun, other in ((head, token), (token, head)):
                if noun.upos == "NOUN" and is_unique(sentence, noun):
                    name = context.names.name_at(sentence, other)
                    human = noun.lemma.lower() in words("people") | words("kinship")
                    if name is not None and (name.kind is Kind.PERSON) is human:
                        yield _ask(context, sentence, noun, other, name)


def _ask(context: Context, sentence: Sentence, noun: Token, other: Token, name: Name) -> Candidate | Drop:
    below = kept(sentence, noun)
    first = min((t.index for t in below if t.upos != "ADP"), default=noun.index)
    aside = {t.index for t in sentence.subtree(other)} if other.head == noun.index else set[int]()
    tokens = [t for t in below if t.index >= first and t.index not in aside]
    phrase = context.text(sentence, tokens)
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(f"what is {phrase}?"),
        answers=((name.full, *spread(name)),),
        answer_kind=name.kind,
        fact=Fact(predicate="be", subject=phrase, value=name.full),
        sentence=sentence,
        weight=0.6,
        used=tuple(t.index for t in tokens),
        joints=(noun.index, other.index),
    )


def is_unique(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a phrase fits one thing only and says in which range: "the largest ... of X", "X's holiest ..."."""
    below = sentence.children(noun)
    owned = any(is_relation(t, "nmod:poss") and t.upos == "PROPN" for t in below)
    the = any(t.text.lower() == "the" and is_relation(t, "det") for t in below)
    telling = any(
        is_relation(t, "amod") and (t.xpos == "JJS" or any(c.xpos == "RBS" for c in sentence.children(t)))
        for t in below
    )
    ranged = any(is_relation(t, "nmod") and t.upos == "PROPN" for t in below)
    relational = noun.lemma.lower() in words("relational")
    return (owned or (the and ranged)) and (telling or relational) and noun.xpos == "NN"


RULE = Rule(name="superlative", find=_find, why="what is the first, largest or best of its kind")

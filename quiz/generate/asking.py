"""Which question word asks for a name: "whom", "which club", "which production"; empty when nothing tells."""

from collections.abc import Sequence

from quiz.generate.clauses import Clause
from quiz.generate.context import Context
from quiz.generate.facts import Kind
from quiz.generate.names import Name
from quiz.generate.questions import who
from quiz.generate.wordlists import classes, words
from quiz.language.document import Sentence, Token


def asked_with(context: Context, clause: Clause, name: Name, preposition: str = "") -> str:
    """Return the words that ask for ``name`` behind ``preposition``, or as the object without one."""
    if name.kind is Kind.PERSON:
        return "whom"
    known = who(name, context)
    if known is not None and known != ["which organization"]:
        return str(known[0])
    verb = clause.head.lemma.lower()
    beaten = not preposition and verb in {"beat", "defeat", "outscore", "trounce", "thrash"}
    joined = preposition in words("team-preps") and verb in words("team-verbs")
    if name.kind is Kind.ORGANIZATION and (beaten or joined):
        return "which team"
    if verb in words("screen-verbs") and preposition == "in":
        return "which production"
    if known is not None:
        fits = preposition in words("team-preps") or (not preposition and verb in words("body-verbs"))
        return "which organization" if fits else ""
    return "what" if name.article or any(c.isdigit() for c in name.full) else ""


def sort_of(noun: Token, *, person: str = "who", named: bool = False) -> str:
    """Return the words that ask for a phrase around ``noun``: "who", "which court" when ``named``, "what"."""
    lemma = noun.lemma.lower()
    if lemma in words("people"):
        return person
    kind, word = classes().get(lemma, ("", ""))
    return f"which {word}" if named and kind == "organization" and noun.xpos == "NN" else "what"


def goes_with_what(verb: Token, preposition: str) -> bool:
    """Tell whether a verb asks for ``preposition``, so that "what" may follow it: "to what did it lead"."""
    if preposition in {"into", "against", "about"}:
        return True
    return preposition in words("governing") and verb.lemma.lower() in words(f"{preposition}-verbs")


def names_something(context: Context, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase holds a name, which tells its noun apart: "Madras high court"."""
    return any(context.names.mention_at(sentence, t) is not None and t.text[:1].isupper() for t in tokens)

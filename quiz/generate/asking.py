"""Which question word asks for a name: "whom", "which club", "which production"; empty when nothing tells."""

from quiz.generate.clauses import Clause
from quiz.generate.context import Context
from quiz.generate.facts import Kind
from quiz.generate.names import Name
from quiz.generate.questions import who
from quiz.generate.wordlists import classes, words
from quiz.language.document import Token


def asked_with(context: Context, clause: Clause, name: Name, preposition: str = "") -> str:
    """Return the words that ask for ``name`` behind ``preposition``, or as the object without one."""
    if name.kind is Kind.PERSON:
        return "whom"
    known = who(name, context)
    if known is not None and known != ["which organization"]:
        return str(known[0])
    verb = clause.head.lemma.lower()
    if verb in words("team-verbs") and name.kind is Kind.ORGANIZATION and (preposition in words("team-preps") | {""}):
        return "which team"
    if verb in words("screen-verbs") and preposition == "in":
        return "which production"
    if known is not None:
        return "which organization" if preposition in words("team-preps") | {""} else ""
    return "what" if name.article or any(c.isdigit() for c in name.full) else ""


def sort_of(noun: Token, *, person: str = "who") -> str:
    """Return the words that ask for a phrase around ``noun``: "who", "which court", "what"."""
    lemma = noun.lemma.lower()
    if lemma in words("people"):
        return person
    kind, word = classes().get(lemma, ("", ""))
    return f"which {word}" if kind == "organization" and noun.xpos == "NN" else "what"


def goes_with_what(verb: Token, preposition: str) -> bool:
    """Tell whether a verb asks for ``preposition``, so that "what" may follow it: "to what did it lead"."""
    if preposition in {"into", "against", "about"}:
        return True
    return preposition in words("governing") and verb.lemma.lower() in words(f"{preposition}-verbs")

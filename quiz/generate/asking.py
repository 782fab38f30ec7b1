"""Which question word asks for a name: "whom", "which club", "which production"; empty when nothing tells."""

from quiz.generate.clauses import Clause
from quiz.generate.context import Context
from quiz.generate.facts import Kind
from quiz.generate.names import Name
from quiz.generate.questions import who
from quiz.generate.wordlists import words


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

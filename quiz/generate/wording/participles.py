"""Whether a date belongs to a participle and not to the verb of its clause."""

from quiz.generate.grammar.clauses import Clause, Role, Unit


def is_of_participle(clause: Clause, unit: Unit) -> bool:
    """Tell whether another verb stands nearer before a date than the clause's own: "studied before leaving in 1884"."""
    start = unit.tokens[0].index
    nearest = next((t for t in reversed(clause.sentence.tokens[: max(0, start)]) if t.upos == "VERB"), None)
    if nearest is None or unit.role is not Role.AFTER or nearest.xpos != "VBG":
        return False
    led = clause.sentence.child(nearest, "mark", "case") is not None
    return led and nearest.index > clause.head.index >= 0

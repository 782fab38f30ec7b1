"""Whether the words of a question still belong together as they do in the sentence."""

from collections.abc import Sequence
from itertools import pairwise

from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.phrases import Piece
from quiz.language.document import Token, is_relation


def is_torn(clause: Clause, units: Sequence[Unit]) -> bool:
    """Tell whether units are wound into each other ("sold ten to Ann and two to Bo") or a hyphen joins them."""
    loose = [u for u in units if u.role in {Role.AFTER, Role.FRONT}]
    for one, other in pairwise(sorted(loose, key=lambda u: u.tokens[0].index)):
        if one.tokens[-1].index > other.tokens[0].index:
            return True
    place = {t.index: i for i, unit in enumerate(units) for t in unit.tokens}
    for token in clause.sentence.tokens[1:-1]:
        before, after = place.get(token.index - 1), place.get(token.index + 1)
        if token.text in {"-", "–"} and before is not None and after is not None and before != after:
            return True
    return False


def holds_another(clause: Clause, pieces: Sequence[Piece]) -> bool:
    """Tell whether a finite verb is told that no subordinate clause holds."""
    sentence, finite = clause.sentence, clause.finite
    for token in pieces:
        if not isinstance(token, Token) or token is finite or token.xpos not in {"VBD", "VBZ", "VBP", "MD"}:
            continue
        above = token
        while above.head >= 0 and above is not clause.head:
            if is_relation(above, "acl", "advcl", "ccomp", "csubj", "xcomp"):
                break
            above = sentence.tokens[above.head]
        else:
            if token is not clause.head:
                return True
    return False

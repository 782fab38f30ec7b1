"""What belongs to one place alone: a byname of its own, and the seat of a land that it became."""

import re

from quiz.generate.entities.names import Name, is_place
from quiz.generate.reading.context import Context

_KNOWN = re.compile(
    r"\b(?:known(?: [\w-]+)? as|called|nicknamed|dubbed|renamed) (?:the )?(?:[\w’']+s )?[A-Z][\w’'-]{3,}"
)
"""A byname that is a name itself: "known as the City of Bridges"."""
_BECAME = re.compile(r"\bbec[ao]me the (?:\w+ ){0,2}(?:capital|seat|residence|headquarters) of\b")


def is_of_one_place(context: Context, text: str, name: Name | None) -> bool:
    """Tell whether a question for the place that the article is about tells what no other place can be."""
    if name is None or name is not context.topic or not is_place(name):
        return False
    return _KNOWN.search(text) is not None or _BECAME.search(text) is not None

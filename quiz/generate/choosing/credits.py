"""Names that stand in an article only below a picture: who took it, where it is kept."""

import re

from quiz.generate.entities.names import Name
from quiz.generate.reading.context import Context

_CREDIT = re.compile(r"\b(?:image|photo|photograph|picture|credit|file|video)s?\s?:", re.IGNORECASE)


def is_credit(name: Name, context: Context) -> bool:
    """Tell whether no sentence but such a line holds ``name``."""
    return not any(
        context.names.by_form(mention.text) is name
        for sentence in context.document.sentences
        if not _CREDIT.search(sentence.text)
        for mention in context.names.mentions(sentence)
    )

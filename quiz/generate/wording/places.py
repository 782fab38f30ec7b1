"""How a place is written as an answer: with its state where many cities share its name."""

from quiz.generate.entities.names import Name
from quiz.generate.facts import Kind
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token


def place_forms(context: Context, sentence: Sentence, top: Token, name: Name) -> tuple[str, ...]:
    """Return the spellings of a place around ``top``: with the country right behind it, with the state first."""
    mention = context.names.mention_at(sentence, top)
    if mention is None or name.kind is Kind.COUNTRY:
        return (name.full,)
    for later in context.names.mentions(sentence):
        if later.start == mention.end + 1 and sentence.tokens[mention.end].text == ",":
            other = context.names.by_form(later.text)
            state = other is not None and other.full.casefold() in words("states") and name.full != other.full
            if other is not None and state and sentence.text.count(other.full) == 1:
                return (f"{name.full}, {other.full}", name.full)
            if other is not None and other.kind in {Kind.COUNTRY, Kind.PLACE}:
                return (name.full, f"{name.full}, {other.full}")
    return (name.full,)

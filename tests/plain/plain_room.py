"""Decks, a clock and a partner for the tests of this room."""

from quiz.cli.plain.conversation import Conversation
from quiz.collection import Collection
from quiz.model.ids import CardId
from quiz.model.memory import Rating

HEAD = """\
format = 1
id = "turkic"
title = "The Turkic states meet"

[source]
title = "Secretaries Meet in Bishkek"
path = "seeds/turkic.txt"
published = 2025-09-12
"""
SEAT = (
    HEAD
    + """
[[card]]
id = "seat"
prompt = "In which city is the General Secretariat of the Organization of Turkic States?"
answer = "Istanbul"
accept = ["Constantinople"]
evidence = "The General Secretariat of OTS is situated in Istanbul, Türkiye."
as_of = 2025-09-01
rule = "located-in"
tags = ["news"]
"""
)
CHOICE = (
    HEAD
    + """
[[card]]
id = "head"
prompt = "Who is the Secretary General?"
answer = "Kubanychbek Omuraliev"
distractors = ["Binali Yıldırım", "Baghdad Amreyev", "Ramil Hasanov"]
evidence = "OTS Secretary General Kubanychbek Omuraliev addressed the participants."
"""
)
CLOZE = (
    HEAD
    + """
[[card]]
id = "name"
prompt = "The Organization of {{c1::Turkic::adjective}} States was formerly the {{c2::Turkic Council::old name}}."
"""
)
LIST = (
    HEAD
    + """
[[card]]
id = "five"
prompt = "Which five countries sent their secretaries?"
answers = ["Kyrgyzstan", "Azerbaijan", "Kazakhstan", ["Türkiye", "Turkey"], "Uzbekistan"]
"""
)
CAPITALS = """\
format = 1
id = "capitals"
title = "Capitals"

[[card]]
id = "peru"
prompt = "What is the capital of Peru?"
answer = "Lima"

[[card]]
id = "chad"
prompt = "What is the capital of Chad?"
answer = "N'Djamena"
"""


class Talk:
    """Says lines to a conversation and keeps what it answers."""

    def __init__(self, collection: Collection, conversation: Conversation) -> None:
        self.collection = collection
        self.conversation = conversation
        self.reply = conversation.open()

    @property
    def text(self) -> str:
        """What was said last."""
        return "\n".join(self.reply.lines)

    @property
    def prompt(self) -> str:
        """What the next line is asked for with."""
        return self.reply.prompt

    def say(self, *lines: str) -> str:
        """Say lines and return what the last of them was answered with."""
        for line in lines:
            assert self.reply.prompt, f"nobody listens to {line!r} any more"
            self.reply = self.conversation.hear(line)
        return self.text

    def leave(self) -> str:
        """Let no line come any more."""
        self.reply = self.conversation.close()
        return self.text

    def ratings(self, card: str) -> list[Rating]:
        """Return the ratings that the log holds of a card."""
        return [review.rating for review in self.collection.history(CardId(card))]

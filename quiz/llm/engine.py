"""Has a language model propose questions on an article, part by part."""

import re
from collections.abc import Callable, Sequence

from quiz.config.llm import Ask, LlmOptions
from quiz.errors import DeckError
from quiz.generate.facts import Drop
from quiz.generate.proposing.values import Proposal, Proposed, Wanted, Worded
from quiz.llm.failures import LlmError
from quiz.llm.prompt import RULE, Part, parts_of, tokens_of, wording_of
from quiz.llm.reading import read_proposals, read_question
from quiz.llm.replies import Replies
from quiz.llm.server import Server
from quiz.llm.spending import Purse, Spending
from quiz.model.article import Article
from quiz.model.text import one_line

_UNWILLING = re.compile(r"\b(?:sorry|cannot|can't|can’t|unable|won't|not able)\b", re.IGNORECASE)
_REFUSES = "the model refuses"
_SHOWN = 120

Heard = Callable[[int, int, int], None]
"""Which part of how many is asked for, and how many pieces of the answer have come."""


def _unheard(_part: int, _parts: int, _pieces: int) -> None:
    pass


class LlmEngine:
    """Proposes questions for one article after another, within the limits of a run."""

    rule = RULE

    def __init__(
        self,
        options: LlmOptions,
        replies: Replies | None = None,
        *,
        refresh: bool = False,
        purse: Purse | None = None,
    ) -> None:
        """Get ready; LlmError when it is not said which model to ask.

        ``refresh`` asks anew what is kept. What may be used is in ``purse``, else in `spending`.
        """
        self._options = options
        self._replies = replies
        self._refresh = refresh
        self._server = Server(options)
        self._unwilling = False
        """Whether it refuses what the article is about."""
        self._whole = True
        """Whether all that was asked about the article was answered to its end."""
        self.spending = Spending(options)
        self._purse: Purse = purse or self.spending
        self.heard: Heard = _unheard

    @property
    def told(self) -> str:
        """What the run came to so far, in a sentence."""
        return self.spending.told(one_line(self._options.model), self._server.host)

    def propose(self, article: Article, sentences: Sequence[str]) -> Proposed:
        """Return what the model proposes; LlmError when it cannot be asked."""
        self._unwilling, self._whole = False, True
        proposals: dict[Proposal, None] = {}
        drops: list[Drop] = []
        if self._options.ask is Ask.FACTS:
            return Proposed()
        parts = tuple(parts_of(article, sentences, self._options.context))
        for number, part in enumerate(parts):
            text = self._answer(part, drops, number, len(parts))
            found = read_proposals(text, part.sentences)
            proposals |= dict.fromkeys(found)
            if not found and text:
                drops.append(Drop(rule=RULE, text=_beginning(text), reason=self._useless(text, "no cards")))
        return Proposed(proposals=tuple(proposals), drops=tuple(drops), whole=self._whole)

    def word(self, facts: Sequence[Wanted]) -> Worded:
        """Return a question for each fact, as long as the model is willing and the run may go on.

        LlmError when it cannot be asked at all.
        """
        proposals: list[Proposal | None] = []
        drops: list[Drop] = []
        for number, fact in enumerate(facts if self._options.ask is not Ask.ARTICLE else ()):
            if self._unwilling:
                break
            try:
                text = self._answer(wording_of(fact), drops, number, len(facts))
            except LlmError as error:
                if not proposals and self._options.ask is Ask.FACTS:
                    raise
                # What came before is not lost with what does not come any more.
                self._whole = False
                drops.append(Drop(rule=RULE, text=fact.statement, reason=error.message.rstrip(".")))
                break
            question = read_question(text)
            proposals.append(Proposal(question=question, answer=fact.answer, quote=fact.quote) if question else None)
            if not question and text:
                drops.append(Drop(rule=RULE, text=_beginning(text), reason=self._useless(text, "no question")))
        return Worded(proposals=tuple(proposals), drops=tuple(drops), whole=self._whole)

    def _answer(self, part: Part, drops: list[Drop], number: int, parts: int) -> str:
        """Return what the model says to one of so many requests, or said before."""
        self.heard(number, parts, 0)
        text = self._kept(part)
        return self._ask(part, drops, lambda pieces: self.heard(number, parts, pieces)) if text is None else text

    def _kept(self, part: Part) -> str | None:
        if self._replies is None or self._refresh:
            return None
        text = self._replies.find(self._options.model, part)
        if text is not None:
            self._purse.recall()
        return text

    def _ask(self, part: Part, drops: list[Drop], heard: Callable[[int], None]) -> str:
        most = self._purse.allow(part.size, part.most)
        try:
            told = self._server.ask(part.messages, part.schema, most, heard)
        except LlmError as error:
            if error.final:
                self._purse.end(error)
            raise
        self._purse.count(told, part.size, tokens_of(told.text))
        if told.refused or told.finished == "content_filter":
            self._unwilling = True
            drops.append(Drop(rule=RULE, text=_beginning(told.refused or told.text), reason=_REFUSES))
        elif not told.ended:
            self._whole = False
            drops.append(Drop(rule=RULE, text=_beginning(told.text), reason="the answer of the model broke off"))
        elif self._replies is not None and most == part.most and told.text:
            try:
                self._replies.keep(self._options.model, part, told.text)
            except DeckError as error:
                final = LlmError(error.message, hint=error.hint, final=True)
                self._purse.end(final)
                raise final from error
        return told.text

    def _useless(self, text: str, missing: str) -> str:
        if not _UNWILLING.search(text[:300]):
            return f"the model wrote {missing}"
        self._unwilling = True
        return _REFUSES


def _beginning(text: str) -> str:
    line = one_line(text[:2_000])
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}..."

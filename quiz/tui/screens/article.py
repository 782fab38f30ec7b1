"""The article that a card was made from, opened at the card's sentence."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.article_text import ArticleText
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.safe import fit, show_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.collection.articles import Passage


class ArticleScreen(QuizScreen[None]):
    """Shows an article to read; its links lead nowhere."""

    CSS_PATH = "article.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,s,enter,space", "close", "Back to the card", id="article.close"),
        Binding("down,j", "scroll(1)", "Down", id="article.down"),
        Binding("up,k", "scroll(-1)", "Up", id="article.up"),
        Binding("pagedown,f", "page(1)", "Page down", show=False, id="article.page-down"),
        Binding("pageup,b", "page(-1)", "Page up", show=False, id="article.page-up"),
        Binding("n", "sentence", "The sentence", tooltip="Back to the sentence", id="article.sentence"),
        Binding("t", "known", "What I know", tooltip="What do I still know of it", id="article.known"),
        Binding("home,g", "edge(-1)", "Beginning", show=False, id="article.top"),
        Binding("end,G", "edge(1)", "End", show=False, id="article.end"),
    ]

    def __init__(self, passage: "Passage", tell_known: "Callable[[], object] | None" = None) -> None:
        """Show ``passage``; ``tell_known`` opens what is still known of it."""
        super().__init__()
        self._tell_known = tell_known
        self._passage = passage
        self._head = Static(id="head", markup=False)
        self._text = ArticleText(passage.text, passage.sentence, id="text")

    def compose(self) -> ComposeResult:
        """Yield where the text comes from, and the text."""
        yield self._head
        yield self._text
        yield KeyHints()

    def on_resize(self, event: Resize) -> None:
        """Name the article in the width at hand, and find out anew which keys do something."""
        passage = self._passage
        where = show_line(passage.name, "$quiet")
        if passage.sentence is None:
            where = Content.assemble("The card's sentence does not stand in it. ", where)
        width = event.size.width - 2
        title = show_line(passage.title or "The article", "bold $primary")
        self._head.update(Content("\n").join((fit(title, width), fit(where, width))))
        self.call_after_refresh(self.refresh_bindings)

    def on_mount(self) -> None:
        """Follow the text, however it is scrolled: which keys do something depends on where it stands."""
        self.watch(self._text, "scroll_y", self.refresh_bindings, init=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Scrolling needs something to scroll, and going to the sentence one that is elsewhere."""
        text = self._text
        match action:
            case "known":
                return self._tell_known is not None
            case "sentence":
                return text.sentence_at is not None and text.sentence_at != round(text.scroll_y)
            case "scroll" | "page" | "edge":
                return text.scroll_y > 0 if parameters[0] == -1 else text.scroll_y < text.max_scroll_y
            case _:
                return True

    def action_close(self) -> None:
        """Go back to the card."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self._text.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page, of which a line stays in sight."""
        self._text.scroll_relative(y=by * max(1, self._text.size.height - 1), animate=False)

    def action_sentence(self) -> None:
        """Go back to the sentence."""
        self._text.show_sentence()

    def action_known(self) -> None:
        """Open the article shaded by how well it is known today."""
        if self._tell_known is not None:
            self._tell_known()

    def action_edge(self, side: int) -> None:
        """Go to the beginning or the end."""
        self._text.scroll_to(y=0 if side < 0 else self._text.max_scroll_y, animate=False)

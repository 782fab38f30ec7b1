"""Makes decks of articles: from a path or a pasted text over the looking over to the decks folder."""

import asyncio
import threading
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input, Static, TextArea

from quiz.deck_saving import Saved
from quiz.errors import QuizError
from quiz.maker import Fetch, Found, Made, Order, Reading, Used, find_articles, is_kept
from quiz.sources.web.address import is_address
from quiz.tui.extract import TITLE, headline_of, share_of, text_of, title_hint, told_now
from quiz.tui.screens.base import QuizScreen, take_keys
from quiz.tui.widgets.article_text import ArticleText
from quiz.tui.widgets.edit_fields import FormField
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.paste_field import PasteField
from quiz.tui.widgets.safe import show, show_line

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.worker import Worker

    from quiz.collection import Collection
    from quiz.tui.proposals import Proposal, Reviewed

_PAUSE = 0.15
"""Seconds without a key after which what was typed is read."""
_LOOKING = "Looking for articles there …"
_PATIENCE = 0.2
"""Seconds of reading after which it is told."""


class GenerateScreen(QuizScreen[tuple[Saved, ...]]):
    """Reads what is named or pasted, makes cards of it, and has them looked over; the result is what was saved."""

    CSS_PATH = "generate.tcss"
    can_be_left = False
    takes_keys = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "make", "Make cards", id="generate.make"),
        Binding("ctrl+s", "fetch", "Fetch it", id="generate.fetch"),
        Binding("pagedown", "scroll(1)", "Read on", id="generate.down", priority=True),  # fields say they turn pages
        Binding("pageup", "scroll(-1)", "Back up", id="generate.up", priority=True),
        Binding("tab", "next_field", "Next field", id="generate.next-field"),
        Binding("escape", "stop", "Stop", id="generate.stop", priority=True),
        Binding("escape", "leave", "Back", id="generate.leave"),
    ]

    busy: var[bool] = var(False)
    """Whether cards are being made."""

    def __init__(self, collection: "Collection", *, allow_private: bool = False) -> None:
        """Make decks for ``collection``; pages of the own network are only fetched with ``allow_private``."""
        super().__init__()
        self._allow_private = allow_private
        self._collection = collection
        self._found = Found()
        self._looked_at = self._found_in = ("", "")
        """The path and the pasted text that are being read, and those that have been."""
        self._own_title = False
        """Whether the title is the learner's, and not that of what was read."""
        self._proposals: list[Proposal] = []
        self._saved: list[Saved] = []
        self._work: Worker[None] | None = None
        self._left_at: Widget | None = None
        """The field that had the focus before cards were made."""
        self._made: list[Made] | None = None
        """What came of it and is not looked over yet."""
        self._path = FormField(id="path")
        self._path.placeholder = "~/articles, or https://..."
        self._text = PasteField(id="text")
        self._shown = ArticleText("", None, id="shown")
        self._label = Static(classes="label", markup=False)
        self._title = FormField(id="title")
        self._title.placeholder = TITLE
        self._told = Static(id="told", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the fields, and below them what was read."""
        yield Static(Content.styled("Make a deck from an article", "bold $primary"), id="head")
        with Vertical(id="fields"):
            yield Static(Content.styled("File, folder or address", "$quiet"), classes="label")
            yield self._path
            yield self._label
            yield self._text
            yield self._shown
            yield Static(Content.styled("Title of the deck", "$quiet"), classes="label")
            yield self._title
        yield self._told
        yield KeyHints()

    def on_mount(self) -> None:
        """Begin where a text can be pasted at once."""
        self._show_text()
        self._tell_found()
        self._text.focus()
        self.watch(self._shown, "scroll_y", self.refresh_bindings, init=False)
        take_keys(self)

    def on_descendant_focus(self) -> None:
        """Which keys work depends on the focus."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let only those keys live that do something now."""
        match action:
            case "make":
                return not self.busy and self._is_read and bool(self._found.articles)
            case "fetch":
                return not self.busy and self._is_read and bool(self._address) and not self._found.articles
            case "scroll":
                text = self._shown
                on = text.scroll_y < text.max_scroll_y if parameters[0] == 1 else text.scroll_y > 0
                return not self.busy and text.display and on
            case "stop":
                return self.busy
            case "leave" | "next_field":
                return not self.busy
            case _:
                return True

    def name_of(self, binding: Binding) -> str:
        """Name enter after what it does in the field that has the focus."""
        if binding.action != "submit":
            return binding.description
        if self._title.has_focus and self.check_action("make", ()):
            return "Make cards"
        return "Fetch it" if self._path.has_focus and self.check_action("fetch", ()) else "Next field"

    # reading

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read what is named; a title that is typed stays."""
        event.stop()
        if event.input is self._title:
            self._own_title = event.value not in {"", headline_of(self._found)}
        else:
            self._look()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Read what was pasted."""
        event.stop()
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field, and from the last one to making."""
        event.stop()
        if event.input is self._title and self.check_action("make", ()):
            self.action_make()
        elif event.input is self._path and self.check_action("fetch", ()):
            self.action_fetch()
        else:
            self.focus_next()

    def on_paste_field_too_long(self) -> None:
        """Say what to do with a long text."""
        self._told.update(
            Content.styled("That is too long to be pasted: save it in a file, and name that.", "$warning")
        )

    @property
    def _address(self) -> str:
        """The address that stands in a field; it is fetched when that is wanted, not while it is typed."""
        path, pasted = self._looked_at
        return text if is_address(text := path or pasted.strip()) and len(text.split()) == 1 else ""

    @property
    def _asked(self) -> tuple[str, str]:
        path = self._path.value.strip().strip("'\"")
        return (path, "" if path else self._text.text)

    @property
    def _is_read(self) -> bool:
        """Whether what was found is what stands in the fields now."""
        return self._found_in == self._asked

    def _look(self) -> None:
        asked = self._asked
        if asked != self._looked_at:
            self._looked_at = asked
            self.refresh_bindings()
            self.run_worker(self._read(*asked), group="reading", exclusive=True)

    async def _read(self, path: str, pasted: str) -> None:
        await asyncio.sleep(_PAUSE)
        from quiz.tui.beside import read_beside  # noqa: PLC0415 - the fields appear without it

        left = threading.Event()
        waited = self.set_timer(_PATIENCE, lambda: self._told.update(Content.styled(_LOOKING, "$quiet")))
        try:
            kept = self._collection.paths.articles
            found = await read_beside(partial(find_articles, path, pasted, kept=kept, stop=left.is_set))
        finally:
            waited.stop()
            left.set()
        self._found_in = (path, pasted)
        if not path and found.articles and (found.articles[0].path or is_kept(pasted)):
            self._put_path(pasted.strip())
        self._take(found)

    def _put_path(self, place: str) -> None:
        """Put what was pasted for a text into the field it belongs into; it is read already."""
        place = place.strip("'\"")
        self._looked_at = self._found_in = (place, "")
        self._path.put(place)
        self._text.text = ""

    def _take(self, found: Found) -> None:
        before = headline_of(self._found)
        self._found = found
        if not self._own_title or self._title.value == before:
            self._own_title = False
            self._title.put(headline_of(self._found))
        self._title.disabled, self._title.placeholder = len(found.articles) > 1, title_hint(found)
        self._show_text()
        self._tell_found()
        self.refresh_bindings()

    def _tell_found(self) -> None:
        self._told.update(told_now(self._collection, self._found, self._looked_at, self._address))

    def _show_text(self) -> None:
        """Show what was found in place of the field for a text, unless it stands there."""
        shown = bool(self._found.articles) and bool(self._looked_at[0])
        self._label.update(Content.styled("The text that questions are made of" if shown else "or its text", "$quiet"))
        if shown:
            self._shown.put(text_of(self._found))
            if self._text.has_focus:
                self._title.focus()
        self._shown.display, self._text.display = shown, not shown
        self.call_after_refresh(self.refresh_bindings)

    # making

    def action_fetch(self) -> None:
        """Fetch the page whose address is given."""
        self._begin()
        self._put_path(address := self._address)
        self._told.update(show_line(f"Fetching {address} …", "$quiet"))
        self._work = self.run_worker(self._fetch(address), group="making", exclusive=True)

    async def _fetch(self, address: str) -> None:
        from quiz.tui.making import make  # noqa: PLC0415 - the fields appear without it

        folder, now = self._collection.paths.articles, self._collection.now()
        order = Fetch(address=address, folder=folder, now=now, allow_private=self._allow_private)
        try:
            async for told in make(order):
                if isinstance(told, Found):
                    self._take(told)
        except QuizError as error:
            self._stopped(f"{error.message} {error.hint}")
        else:
            self._stopped("")

    def _begin(self) -> None:
        self.busy = True
        self._left_at = self.focused
        for field in (self._path, self._text, self._title):
            field.disabled = True
        self.refresh_bindings()

    def action_make(self) -> None:
        """Make cards of what was read."""
        self._begin()
        self._show_share(Reading(article=0, share=0.0))
        self._work = self.run_worker(self._make(), group="making", exclusive=True)

    async def _make(self) -> None:
        from quiz.tui.making import make, weights_of  # noqa: PLC0415 - the fields appear without it

        title = self._title.value.strip() if len(self._found.articles) == 1 else None
        made: list[Made] = []
        try:
            model = self._collection.language_model()
            weights = weights_of(self, self._collection, model)
            articles = self._found.articles
            async for told in make(Order(articles=articles, title=title or None, model=model, weights=weights)):
                if isinstance(told, Reading):
                    self._show_share(told)
                elif isinstance(told, Made):
                    made.append(told)
                elif isinstance(told, Used):
                    self.app.notify(told.sentence, markup=False)  # it stays while the cards are looked over
        except QuizError as error:
            self._stopped(f"{error.message} {error.hint}")
        else:
            self._made = made
            self._go_on()

    def _show_share(self, reading: Reading) -> None:
        self._told.update(share_of(reading, len(self._found.articles)))

    def _stopped(self, why: str) -> None:
        self.busy = False
        for field in (self._path, self._text, self._title):
            field.disabled = False
        self._title.disabled = len(self._found.articles) > 1
        self._tell_found()
        if why:
            self._told.update(show(why, "$warning"))
        (self._left_at or self._text).focus()
        self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop making; what was typed and pasted stays."""
        if self._work is not None:
            self._work.cancel()
        self._stopped("Stopped. Nothing was saved.")

    # looking over

    def on_screen_resume(self) -> None:
        """Have looked over what came of it while another screen lay over this one."""
        self._go_on()

    def _go_on(self) -> None:
        if self._made is not None and self.is_current:
            made, self._made = self._made, None
            self._review(made)

    def _review(self, made: list[Made]) -> None:
        from quiz.tui.comparing import compare, has_cards  # noqa: PLC0415 - only when there is something to compare
        from quiz.tui.screens.review import ReviewScreen  # noqa: PLC0415

        faults: list[str] = []
        self._proposals.clear()
        for each in made:
            if each.generated is None:
                faults.append(each.error)
            elif has_cards(each.generated):
                try:
                    self._proposals.append(compare(each.generated, self._collection))
                except QuizError as error:
                    faults.append(f"{error.message} {error.hint}")
            else:
                faults.append(f"No question could be made of {each.generated.deck.title!r}.")
        self._stopped("\n".join(faults))
        if self._proposals:
            self.app.push_screen(ReviewScreen(self._proposals, self._keep, self._after_review))

    def _keep(self, decided: "Reviewed") -> None:
        from quiz.tui.comparing import keep  # noqa: PLC0415 - only when something is saved

        closed = frozenset(saved.path for saved in self._saved)
        proposal = self._proposals[decided.article]
        self._keep_text(proposal)
        self._saved.append(keep(proposal, decided, self._collection, closed=closed, titled=self._own_title))

    def _keep_text(self, proposal: "Proposal") -> None:
        """Keep a text that was pasted: it is in no file and at no address."""
        source = proposal.made.deck.source
        for article in () if is_kept(self._path.value) else self._found.articles:
            if source is not None and source.sha256 == article.sha256 and not (source.path or source.url):
                called = replace(article, called=proposal.made.deck.title)
                self._collection.kept.keep_text(called, origin="pasted", at=self._collection.now())

    def _after_review(self) -> None:
        self.app.pop_screen()
        if self._saved:
            self.dismiss(tuple(self._saved))
        else:
            self.say("Nothing was saved.")

    # leaving

    def action_scroll(self, by: int) -> None:
        """Scroll the text that was found by a page, of which a line stays in sight."""
        self._shown.scroll_relative(y=by * max(1, self._shown.size.height - 1), animate=False)

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    @property
    def loses(self) -> str:
        """A text that was pasted is nowhere else, and neither are cards that are being made."""
        if self.busy:
            return "Stop making cards, and leave?"
        return "Leave without making a deck of the pasted text?" if self._text.text.strip() else ""

    def action_leave(self) -> None:
        """Go back; ask first if a text was pasted."""
        self.ask_before(self.loses, lambda: self.dismiss(()))

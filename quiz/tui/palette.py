"""The command palette: everything that can be done now, by name.

Textual's own helpers read names as markup; decks are called as their authors like, so what matches is marked here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import LoadingIndicator

from quiz.model.text import one_line
from quiz.tui.widgets.key_hints import NamesActions, key_name, living

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.fuzzy import Matcher

    from quiz.tui.quiz_app import QuizApp


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that can be done."""

    name: str
    run: Callable[[], object]
    note: str = ""
    """What stands behind the name: a key, a number of cards."""
    first: bool = True
    """Whether it is offered before anything is typed."""


_NOT_BY_NAME = frozenset({"choose", "choose_at", "rate", "move", "turn", "scroll", "page", "dismiss"})
"""What needs a key, because the name alone says nothing."""


def here(app: "QuizApp") -> Iterator[Entry]:
    """Return what the screen can do, also that whose key is a letter while something is typed."""
    screen = app.screen
    keys = {hint.action: key_name(hint.keys[0]) for hint in living(screen, hidden=True)}
    for node in (screen, app):
        for binding in _bindings(node):
            name, _, _ = binding.action.partition("(")
            parameters = parse(binding.action)[2]
            if name in _NOT_BY_NAME or node.check_action(name, parameters) is not True:
                continue
            title = screen.name_of(binding) if isinstance(screen, NamesActions) else binding.description
            if title:
                yield Entry(
                    name=binding.tooltip or title,
                    run=partial(app.run_action, binding.action, node),
                    note=keys.get(binding.action, ""),
                )


def _bindings(node: "DOMNode") -> Iterator[Binding]:
    """Return the bindings of our own classes, one for each action."""
    seen: set[str] = set()
    for kind in type(node).__mro__:
        for binding in vars(kind).get("BINDINGS", ()) if kind.__module__.startswith("quiz.") else ():
            if isinstance(binding, Binding) and binding.action not in seen:
                seen.add(binding.action)
                yield binding


class QuizCommands(Provider):
    """Offers the entries that were worked out when the palette was opened."""

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return cast("QuizApp", self.app).palette_entries

    async def discover(self) -> Hits:
        """Offer what is likely."""
        for entry in self._entries:
            if entry.first:
                name = one_line(entry.name)
                yield DiscoveryHit(_shown(Content(name), entry), entry.run, text=name)

    async def search(self, query: str) -> Hits:
        """Offer everything whose name holds the letters that were typed, the nearest first."""
        matcher = self.matcher(query)
        for entry in self._entries:
            name = one_line(entry.name)
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _shown(_marked(matcher, name), entry), entry.run, text=name)


def _shown(name: Content, entry: Entry) -> Content:
    return Content.assemble(name, (f"   {one_line(entry.note)}", "$quiet not bold")) if entry.note else name


def _marked(matcher: "Matcher", name: str) -> Content:
    content = Content(name)
    _, offsets = matcher.fuzzy_search.match(matcher.query, name)
    for offset in offsets:
        if not name[offset].isspace():
            content = content.stylize(matcher.match_style, offset, offset + 1)
    return content


class PaletteField(CommandInput):
    """Takes the letters to look for."""

    def validate_value(self, value: str) -> str:
        """Keep pasted escapes and control characters out; Textual would pass them on to the terminal."""
        return one_line(value) if value.strip() else value.replace("\n", " ")


class Palette(CommandPalette):
    """Textual's palette with a look of ours: a box of whole lines, with nothing on them that not every terminal has."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (32, "-high")]  # noqa: RUF012 - as Textual has it
    DEFAULT_CSS = """
    Palette {
        #--container {
            width: 78;
            max-width: 100%;
            height: auto;
            margin-top: 1;
            visibility: visible;
            border: round $border-blurred;
            background: $surface;
        }
        #--input { height: 3; padding: 1 1; border: none; background: $surface; }
        #--input.--list-visible { border: none; }
        PaletteField, PaletteField:focus { height: 1; border: none; padding: 0 1; background: $surface; }
        #--results { overlay: none; max-height: 13; background: $surface; }
        CommandList {
            border: none;
            padding: 0 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            max-height: 13;
            background: $surface;
            scrollbar-size-vertical: 1;
            scrollbar-background: $surface;
            & > .option-list--option { padding: 0 1; text-style: none; }
            & > .option-list--option-highlighted {
                color: $block-cursor-foreground;
                background: $block-cursor-background;
                text-style: $block-cursor-text-style;
            }
            &:nocolor > .option-list--option-highlighted { text-style: $block-cursor-text-style; }
        }
        LoadingIndicator, LoadingIndicator.--visible { display: none; }
        /* Parts of the height of the screen would make the box longer than its list. */
        &.-short { #--results, CommandList { max-height: 9; } }
        &.-high { #--results, CommandList { max-height: 24; } }
    }
    """

    def compose(self) -> ComposeResult:
        """Yield the field and the list below it."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield PaletteField(placeholder="What do you want to do?", select_on_focus=False)
            with Vertical(id="--results"):
                yield CommandList()
                yield LoadingIndicator()

"""What was found where an article was named: what will be used of it, what was left out, and its text to look at."""

import re
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.errors import QuizError
from quiz.model.text import counted, one_line
from quiz.tui.widgets.safe import show_line

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.maker import Found, Reading
    from quiz.model.article import Article

_BAR = 24
_MOST_FAULTS = 2
_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")
_MOST_SHOWN = 20_000
"""Characters of a text that are shown; nobody reads a whole book in order to see whether it was read well."""
_REST = 100
"""Characters that are not worth to be counted instead of shown."""
TITLE, _TITLES = "the headline, or what it is about", "each deck is called by its headline"
_MOST_OF_EACH = 300
"""Characters that are shown of each of several articles."""


def headline_of(found: "Found") -> str:
    """Return the title of the one article that was found, or nothing; one that its deck was given goes before."""
    return one_line(found.articles[0].called or found.articles[0].title) if len(found.articles) == 1 else ""


def welcome(collection: "Collection") -> Content:
    """Return what is read, and who gets it."""
    sent = sent_to(collection)
    if sent is None:
        return Content.styled("English text; nothing is sent anywhere.", "$quiet")
    return Content.assemble(("English text. ", "$quiet"), sent)


def sent_to(collection: "Collection") -> Content | None:
    """Return to which language model texts are sent, or why they cannot be; ``None`` when they stay here."""
    try:
        model = collection.language_model()
    except QuizError as error:
        return show_line(f"{error.message} {error.hint}", "$warning")
    if model is None:
        return None
    options = model.options
    return show_line(f"It is sent to {options.model or 'a model'} at {options.host or 'a server'}.", "$quiet")


def told_now(collection: "Collection", found: "Found", named: tuple[str, str], address: str) -> Content:
    """Return what is told of the path and the text that are named, and of the address that one of them is."""
    if not any(map(str.strip, named)):
        return welcome(collection)
    if address and not found.articles and not found.faults:
        return Content.styled("A page on the web. It is fetched when you say so, and kept.", "$quiet")
    return told_of(found, sent_to(collection))


def title_hint(found: "Found") -> str:
    """Return what stands in the field for the title as long as nothing does."""
    return _TITLES if len(found.articles) > 1 else TITLE


def told_of(found: "Found", sent: Content | None = None) -> Content:
    """Return in a few lines what was found, what is wrong with the rest, and who gets it when somebody does."""
    lines: list[Content] = []
    articles = found.articles
    if articles:
        first, *others = articles
        about = (counted(len(articles), "article"),) if others else ()
        about += (counted(found.words, "word"), "English", *(() if others else _about(first)))
        lines.append(Content.assemble(("✓ ", "$success"), show_line(" · ".join(filter(None, about)), "bold")))
        if sent is not None:
            lines.append(sent)
    lines += _faults(found)
    left = [article.left_out for article in articles if len(articles) == 1]
    left += dict.fromkeys(article.book_left_out for article in articles)
    if left_out := "; ".join(filter(None, left)):
        lines.append(show_line(f"Left out: {left_out}", "$quiet"))
    return Content("\n").join(lines)


def _faults(found: "Found") -> list[Content]:
    faults = tuple(dict.fromkeys(found.faults))  # of a book the same is wrong with every chapter
    if len(faults) > 1:
        # What to do stands behind what is wrong; of many there is no room for it.
        faults = tuple(_SENTENCE.split(fault, maxsplit=1)[0] for fault in faults)
    shown = faults if len(faults) <= _MOST_FAULTS + 1 else faults[:_MOST_FAULTS]
    lines = [show_line(fault, "$warning") for fault in shown]
    if more := faults[len(shown) :]:
        lines.append(Content.styled(f"And {len(more)} more.", "$warning"))
    return lines


def text_of(found: "Found") -> str:
    """Return the text that questions will be made of, or how each of several articles begins."""
    if len(found.articles) == 1:
        (article,) = found.articles
        return _beginning(article.text, _MOST_SHOWN)
    return "\n\n".join(
        f"{_numbered(number, one_line(article.title))}\n{_beginning(one_line(article.text), _MOST_OF_EACH)}"
        for number, article in enumerate(found.articles, 1)
    )


def _numbered(number: int, title: str) -> str:
    """Return a title with its number, unless it has one of its own."""
    return title if title[:1].isdigit() else f"{number}. {title or 'No headline'}"


def share_of(reading: "Reading", articles: int) -> Content:
    """Return a bar that tells how much of all articles is read, or asked about, and which one is at hand."""
    share = reading.share
    whole = (reading.article + share) / articles
    full = round(whole * _BAR)
    which = f" article {reading.article + 1} of {articles}" if articles > 1 else ""
    doing = f"Reading{which}" if 0 < share < 1 else f"Writing questions{which}" if share else "Getting ready"
    doing = f"Asking the model{which and ' about' + which}" if reading.asking else doing
    bar = Content.assemble(("█" * full, "$primary"), ("░" * (_BAR - full), "$faint"))
    return Content.assemble(bar, f"  {whole:>4.0%}  ", doing)


def _about(article: "Article") -> tuple[str, str]:
    """Return when and by whom an article was written."""
    return (article.published.isoformat() if article.published else "", article.author)


def _beginning(text: str, most: int) -> str:
    if len(text) <= most + _REST:
        return text
    cut = text.rfind(" ", 0, most)
    shown = text[: cut if cut > 0 else most]
    return f"{shown} … and {counted(len(text[len(shown) :].split()), 'more word')}"

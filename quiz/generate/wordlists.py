"""The word lists the rules share, read once from the data files beside this module."""

from functools import cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = (files("quiz.generate") / "words" / name).read_text(encoding="utf-8")
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Return the list ``name``, e.g. ``words("reporting")``; ``KeyError`` if there is none."""
    return _lists()[name]


@cache
def languages() -> dict[str, frozenset[str]]:
    """Return the most frequent function words of each language that is told from English, and of English."""
    return _named_lists("languages.txt")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return _named_lists("lists.txt", "questions.txt", "means.txt", "anchors.txt", "moments.txt", "frames.txt")


def _named_lists(*names: str) -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    current = ""
    for line in (line for name in names for line in _lines(name)):
        if line.startswith("["):
            current = line.strip("[]")
            lists[current] = frozenset()
        else:
            lists[current] |= frozenset(line.split())
    return lists


@cache
def offices() -> frozenset[str]:
    """Return the heads of offices that one person holds at a time, in lower case, e.g. ``prime minister``."""
    return frozenset(line for line in _lines("offices.txt") if "\t" not in line)


@cache
def roles() -> frozenset[str]:
    """Return offices and jobs that several people of one body have, in lower case, e.g. ``professor``."""
    return frozenset(line.split("\t")[0] for line in _lines("offices.txt") if "\t" in line)


@cache
def classes() -> dict[str, tuple[str, str]]:
    """Return, for the class word of a name (``museum``), the kind of thing and the noun to ask for it with."""
    return _sorted_names("classes.txt")


@cache
def leads() -> dict[str, tuple[str, str]]:
    """Return the same for the words that such names begin with: ``mount``, ``hôpital``."""
    return _sorted_names("leads.txt")


@cache
def things() -> dict[str, str]:
    """Return, for the nouns that say what something is (``trilogy``), of what kind its name is."""
    kinds = (line.split("\t") for line in _lines("things.txt"))
    return {noun: kind for kind, nouns in kinds for noun in nouns.split()}


def _sorted_names(file: str) -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for line in _lines(file):
        word, kind, noun = (*line.split("\t"), "", "")[:3]
        table[word] = (kind, noun or word)
    return table


@cache
def events() -> dict[str, tuple[str, frozenset[str]]]:
    """Return, for each noun of a happening, its preposition ("in the crash") and what else a text may call it."""
    table: dict[str, tuple[str, frozenset[str]]] = {}
    for line in _lines("events.txt"):
        word, preposition, others = (*line.split("\t"), "")[:3]
        table[word] = (preposition, frozenset(others.split()))
    return table

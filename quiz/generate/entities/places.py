"""Countries, their capitals, people and neighbours, from the ``countryinfo`` data set (MIT)."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

# Everyday names that the data set spells otherwise: name -> the data set's key.
_ALSO = {
    "türkiye": "turkey",
    "turkiye": "turkey",
    "uk": "united kingdom",
    "u.k.": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "us": "united states",
    "u.s.": "united states",
    "usa": "united states",
    "america": "united states",
    "uae": "united arab emirates",
    "holland": "netherlands",
    "burma": "myanmar",
    "czechia": "czech republic",
    "ivory coast": "ivory coast",
    "dprk": "north korea",
    "swaziland": "eswatini",
}


# Territories the data set lists, which nobody would call a country in a question.
_DEPENDENT = {"hong kong", "macau", "puerto rico", "greenland", "antarctica", "gibraltar", "guam", "bermuda"}

_LETTERS = 4
"""Names as short as this are letters that stand for words."""
_PEOPLE = 1_000_000
"""Smaller countries make odd distractors."""

# Capitals that moved or changed their name since the data set was made, and territories without one.
_CAPITALS = {"Kazakhstan": "Astana", "Hong Kong": "", "Macau": "", "Puerto Rico": "", "Burundi": "Gitega"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country of the table."""

    name: str
    capital: str
    demonym: str
    region: str
    subregion: str
    code: str
    borders: frozenset[str]
    """Codes of the neighbours."""
    population: int


@cache
def _table() -> dict[str, Country]:
    # The data set takes a few hundredths of a second to read, which only an article with places has to pay.
    from countryinfo import CountryInfo  # noqa: PLC0415

    table: dict[str, Country] = {}
    everything = cast("dict[str, dict[str, Any]]", CountryInfo("France").all())  # pyright: ignore[reportUnknownMemberType]
    for key, row in everything.items():
        name = str(row.get("name", key))
        country = Country(
            name=name,
            capital=_CAPITALS.get(name, str(row.get("capital") or "")),
            demonym=str(row.get("demonym") or ""),
            region=str(row.get("region") or ""),
            subregion=str(row.get("subregion") or ""),
            code=str(cast("dict[str, str]", row.get("ISO") or {}).get("alpha3", "")),
            borders=frozenset(cast("list[str]", row.get("borders") or [])),
            population=int(row.get("population") or 0),
        )
        table[country.name.casefold()] = country
        table.setdefault(key.casefold(), country)
    for name in _DEPENDENT:
        table.pop(name, None)
    home = table["united kingdom"]
    for name, capital, people in (
        ("England", "London", "English"),
        ("Scotland", "Edinburgh", "Scottish"),
        ("Wales", "Cardiff", "Welsh"),
    ):
        table[name.casefold()] = replace(home, name=name, capital=capital, demonym=people, code=name, population=0)
    return table


def country(name: str) -> Country | None:
    """Return the country called ``name`` in everyday English, or ``None``."""
    table = _table()
    key = name.casefold().removeprefix("the ")
    return table.get(_ALSO.get(key, key))


@cache
def _peoples() -> dict[str, Country]:
    # Of a country and its territories, which share the word, the country has the most people.
    return {one.demonym.casefold(): one for one in sorted(_table().values(), key=lambda c: c.population) if one.demonym}


def home_of(people: str) -> Country | None:
    """Return the country whose people are called ``people``, e.g. ``Norwegian``."""
    return _peoples().get(people.casefold())


def countries() -> tuple[Country, ...]:
    """Return all countries that have a capital and a million people, by name."""
    unique = {c.name: c for c in _table().values() if c.capital and c.population >= _PEOPLE}
    return tuple(unique[name] for name in sorted(unique))


@cache
def capitals() -> dict[str, Country]:
    """Return the countries by the lower-case name of their capital."""
    return {c.capital.casefold(): c for c in countries()}


def other_names(name: str) -> list[str]:
    """Return the everyday names of the country called ``name``, other than ``name`` itself; none for other places."""
    found = country(name)
    if found is None:
        return []
    also = [key for key, own in _ALSO.items() if own == found.name.casefold() and key.isascii()]
    names = [found.name, *(key.upper() if len(key.strip(".")) <= _LETTERS else key.title() for key in also)]
    return [one for one in names if one.casefold() != name.casefold().removeprefix("the ")]

"""Compares the cards of a deck with the gold facts of its article; README.md tells the rules of matching."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

LIST_SHARE = 0.8
"""Share of a list fact's items a card must give."""

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_QUOTES = re.compile(r"[\"“”„«»`´‘]|(?<!\w)['’]|['’](?!\w)")
_DASH = r"[-‐‑‒–—―−]"
_SPELLINGS = [
    (re.compile(r"isation"), "ization"),
    (re.compile(r"centre"), "center"),
    (re.compile(r"defence"), "defense"),
    (re.compile(r"colour"), "color"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"metre"), "meter"),
    (re.compile(r"\bper cent\b"), "percent"),
]
_ARTICLE = re.compile(r"^(?:(?:a|an|the) )+")
_PREPOSITION = re.compile(
    r"^(?:because of|due to|owing to|as a result of|in order to|as|at|because|by|for|from|in|into|of|on|since|to|with) "
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBER = {name[:n]: i for i, name in enumerate(_MONTHS, 1) for n in (3, 4, len(name))}
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day )?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<m>[a-z]{3,9})"
_YEAR = r"(?: (?P<y>\d{4}))?"
_DATES = [
    re.compile(rf"{_WEEKDAY}{_MONTH} (?:the )?{_DAY}{_YEAR}"),
    re.compile(rf"{_WEEKDAY}(?:the )?{_DAY} (?:of )?{_MONTH}{_YEAR}"),
    re.compile(r"(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})"),
    re.compile(rf"{_MONTH} (?:of )?(?P<y>\d{{4}})"),
]
_CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)


@cache
def normalise(text: str) -> str:
    """The form in which two texts are compared."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = _QUOTES.sub(" ", text.translate(_LETTERS)).replace("’", "'")
    text = re.sub(rf"(?<=\d)\s*{_DASH}\s*(?=\d)", "-", text)  # 1 – 0 -> 1-0, 2022–2026 -> 2022-2026
    text = re.sub(rf"(?<!\d){_DASH}|{_DASH}(?!\d)", " ", text)  # Secretary-General -> secretary general
    text = text.replace("&", " and ").replace("%", " percent ").replace(",", "")
    text = re.sub(r"(?<!\d)[.:]|[.:](?!\d)", lambda m: " " if m.group() == ":" else "", text)  # U.S. -> us, keep 2.5
    text = re.sub(r"\s*([$€£])\s*", r"\1", text)
    text = re.sub(r"[^\w\s'$€£.:-]|_", " ", text)
    text = " ".join(text.split())
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return _ARTICLE.sub("", text)


def _date(text: str) -> str | None:
    """2024-11-06, --11-06 or 2024-11 if the normalised text is a date and nothing else."""
    for pattern in _DATES:
        found = pattern.fullmatch(text)
        if not found:
            continue
        part = found.groupdict()
        month = int(part["n"]) if part.get("n") else _MONTH_NUMBER.get(part["m"])
        if month:
            return f"{part.get('y') or '-'}-{month:02}" + (f"-{int(part['d']):02}" if part.get("d") else "")
    return None


@cache
def answer_forms(text: str) -> frozenset[str]:
    """The normalised answer, and the same without brackets, leading preposition, final 's; dates in one form."""
    forms: set[str] = set()
    for variant in (text, re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)):
        form = normalise(variant)
        for shorter in (form, form.removesuffix("'s"), _ARTICLE.sub("", _PREPOSITION.sub("", form))):
            forms.add(_date(shorter) or shorter)
    return frozenset(forms - {""})


@dataclass(frozen=True, slots=True)
class Card:
    """One question as the learner meets it; a cloze note gives one for each number."""

    number: int
    kind: str
    rule: str  # the template that made it
    shown: str  # what the learner sees
    question: str  # normalised text in which keywords are looked for
    answers: tuple[str, ...]  # as written in the deck; for a list one per item
    forms: frozenset[str]  # every form of the whole answer
    items: tuple[frozenset[str], ...]  # forms of each item; empty unless a list
    texts: tuple[str, ...]  # normalised whole answers, in which the items of a list fact are looked for


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _spellings(value: Any) -> list[str]:
    return [str(v) for v in _values(value)]


def _card(raw: dict[str, Any], number: int, *, kind: str, shown: str, question: str, items: list[list[str]]) -> Card:
    accept = [text for value in _values(raw.get("accept", [])) for text in _spellings(value)]
    forms = {form for text in accept for form in answer_forms(text)}
    first = [spellings[0] for spellings in items if spellings]
    if len(items) == 1 or kind == "cloze":
        forms |= {form for spellings in items for text in spellings for form in answer_forms(text)}
    if len(items) > 1:
        forms |= answer_forms(", ".join(first[:-1]) + " and " + first[-1])
    return Card(
        number=number,
        kind=kind,
        rule=str(raw.get("rule", "")),
        shown=shown,
        question=normalise(question),
        answers=tuple(first),
        forms=frozenset(forms),
        items=tuple(frozenset(f for text in s for f in answer_forms(text)) for s in items) if len(items) > 1 else (),
        texts=tuple(normalise(text) for text in [*(first if len(items) == 1 else []), *accept]),
    )


def read_cards(deck: dict[str, Any]) -> list[Card]:
    """The cards of a deck; a cloze prompt gives one card per number."""
    cards: list[Card] = []
    for raw in deck.get("card", []):
        prompt = str(raw.get("prompt", ""))
        answers = [_spellings(value) for value in _values(raw.get("answers", []))]
        blanks = sorted({int(number) for number, _, _ in _CLOZE.findall(prompt)})
        kind = str(raw.get("kind") or ("cloze" if blanks else "list" if answers else "basic"))
        if kind == "cloze" and blanks:
            cards += [_cloze(raw, len(cards) + n, prompt, blank) for n, blank in enumerate(blanks, 1)]
        else:
            items = answers or ([_spellings(raw["answer"])] if "answer" in raw else [])
            cards.append(_card(raw, len(cards) + 1, kind=kind, shown=prompt, question=prompt, items=items))
    return cards


def _cloze(raw: dict[str, Any], number: int, prompt: str, blank: int) -> Card:
    hidden = [[text] for one, text, _ in _CLOZE.findall(prompt) if int(one) == blank]
    shown = _CLOZE.sub(lambda m: f"[{m[3] or '...'}]" if int(m[1]) == blank else m[2], prompt)
    asked = _CLOZE.sub(lambda m: f" {m[3] or ''} " if int(m[1]) == blank else m[2], prompt)
    return _card(raw, number, kind="cloze", shown=shown, question=asked, items=hidden)


def _contains(text: str, keyword: str) -> bool:
    """Substring, but a number is never found inside a longer number (STS-1 is not in STS-133)."""
    left = r"(?<!\d)" if keyword[:1].isdigit() else ""
    right = r"(?!\d)" if keyword[-1:].isdigit() else ""
    return re.search(left + re.escape(keyword) + right, text) is not None


def asks(card: Card, groups: list[list[str]]) -> bool:
    """Whether every keyword group has a string in the card's question text."""
    return all(any(_contains(card.question, normalise(keyword)) for keyword in group) for group in groups)


def _items_given(card: Card, items: list[Any]) -> set[int]:
    given: set[int] = set()
    for index, item in enumerate(items):
        wanted = {form for text in _spellings(item) for form in answer_forms(text)}
        if any(wanted & forms for forms in (*card.items, card.forms)) or any(
            f" {form} " in f" {text} " for form in wanted for text in card.texts
        ):
            given.add(index)
    return given


def matches(card: Card, form: dict[str, Any]) -> bool:
    """Whether a card asks this fact (or one of its alternatives) and has the right answer."""
    if not asks(card, form["keywords"]):
        return False
    gold = {f for text in (form["answer"], *form.get("accept", [])) for f in answer_forms(text)}
    if gold & card.forms:
        return True
    items = form.get("items", [])
    return bool(items) and len(_items_given(card, items)) >= LIST_SHARE * len(items)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which cards ask which gold facts."""

    cards: tuple[Card, ...]
    facts: tuple[dict[str, Any], ...]
    covered: dict[str, tuple[int, ...]]
    """Id of a fact -> the numbers of the cards that ask it."""
    partial: frozenset[int]
    """Cards that hide one item of a list that is not covered as a whole."""

    @property
    def matched(self) -> frozenset[int]:
        """The numbers of the cards that ask a gold fact or a part of one."""
        return self.partial.union(*self.covered.values())

    @property
    def missed(self) -> tuple[dict[str, Any], ...]:
        """The facts nothing asks."""
        return tuple(fact for fact in self.facts if fact["id"] not in self.covered)


def compare(cards: list[Card], facts: list[dict[str, Any]]) -> Comparison:
    """Find which cards cover which facts."""
    covered: dict[str, list[int]] = defaultdict(list)
    used: set[int] = set()
    for card in cards:
        for fact in facts:
            if matches(card, fact):
                covered[fact["id"]].append(card.number)
                used.add(card.number)
    for card in cards:  # asked from another side: one fact per card, an uncovered one first
        turned = [f for f in facts if any(matches(card, alt) for alt in f.get("alt", []))]
        if turned and card.number not in used:
            turned.sort(key=lambda f: bool(covered[f["id"]]))
            covered[turned[0]["id"]].append(card.number)
            used.add(card.number)
    partial: set[int] = set()
    for fact in facts:
        parts = _clozes_together(cards, fact)
        partial.update(parts)
        if len({item for given in parts.values() for item in given}) >= LIST_SHARE * len(fact.get("items", [])) > 0:
            covered[fact["id"]] += [number for number in parts if number not in covered[fact["id"]]]
    return Comparison(
        cards=tuple(cards),
        facts=tuple(facts),
        covered={fact["id"]: tuple(covered[fact["id"]]) for fact in facts if covered[fact["id"]]},
        partial=frozenset(partial),
    )


def _clozes_together(cards: list[Card], fact: dict[str, Any]) -> dict[int, set[int]]:
    """Cloze cards that hide one item of the list each -> which items."""
    found = {
        card.number: _items_given(card, fact.get("items", []))
        for card in cards
        if card.kind == "cloze" and asks(card, fact["keywords"])
    }
    return {number: items for number, items in found.items() if items}


def same_questions(cards: list[Card]) -> list[tuple[int, ...]]:
    """Numbers of the cards that put the same question."""
    same: dict[str, list[int]] = defaultdict(list)
    for card in cards:
        same[normalise(card.shown)].append(card.number)
    return [tuple(numbers) for numbers in same.values() if len(numbers) > 1]


def read_deck(text: str) -> list[Card]:
    """The cards of a deck file."""
    return read_cards(tomllib.loads(text))

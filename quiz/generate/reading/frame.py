"""Which event an article is about, and when: what tells a stranger where its questions belong.

The event is the noun phrase that the title names it with ("Harbour crane collapse"), else the one happening that the
lead introduces ("a meeting of ... in ..."). A question that needs it begins with it ("In the May 2021 Harbour crane
collapse, how many ...?"), and "the accident" is written as it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.values.dates import Grain, find_dates, month_year
from quiz.generate.wordlists import events, words
from quiz.language.document import Document, Sentence, Token, is_relation

LEAD = 3
"""So many sentences of running text open an article."""
_FRESH = timedelta(days=62)
"""A happening older than this when its article appears is not what is new in it."""
_BEFORE = {"before", "for", "ahead", "since", "against", "until", "without", "from"}
"""Prepositions of events that are not the article's own."""
_YEAR = re.compile(r"1\d{3}|20\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLabel:
    """A meeting, match or the like that the article introduces, with words that tell a stranger which one."""

    noun: str
    text: str
    """E.g. ``the Example Union summit in Paris``, with the article's month when its day is known."""
    sentence: int
    """Index of the sentence that introduces it; -1 when the title does."""
    sides: tuple[str, ...] = ()
    """Who meets in it, when it is a match."""

    @property
    def opening(self) -> str:
        """What a question begins with to say that it asks about this event: ``in the ...`` or ``at the ...``."""
        return f"{events()[self.noun][0] if self.noun in events() else 'in'} {self.text}"

    @property
    def single(self) -> bool:
        """Tell whether it happens in one go, so that "the crane" is clear in it; a tournament has many of all."""
        return self.noun not in words("long-event")

    def is_called(self, noun: str) -> bool:
        """Tell whether "the ``noun``" can mean this event."""
        return noun in {self.noun, "event"} or (self.noun in events() and noun in events()[self.noun][1])

    def names(self, word: str) -> bool:
        """Tell whether the label holds a word, in any case."""
        return word.casefold() in {part.casefold().removesuffix("'s") for part in self.text.split()}


def title_event(heading: Document | None, document: Document, names: Names, today: date | None) -> EventLabel | None:
    """Return the event that a title names by a noun phrase with a name in it, if the text is about one."""
    if heading is None:
        return None
    for sentence in heading.sentences:
        for noun in sentence.tokens:
            if not _is_event(noun) or _is_remote(sentence, noun):
                continue
            if is_relation(noun, "compound") and any(
                _is_event(t) for t in sentence.tokens[noun.index + 1 : noun.head + 1]
            ):
                continue  # "the 2008 Games torch relay" was no part of the games
            label = _label(sentence, noun, document, names, today)
            if label is not None:
                return label
    return None


def _is_event(token: Token) -> bool:
    lemma = token.lemma.lower()
    return token.upos in {"NOUN", "PROPN"} and (lemma in events() or token.text.lower() in events())


def _noun(token: Token) -> str:
    return token.text.lower() if token.text.lower() in events() else token.lemma.lower()


def _is_remote(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a title looks back or ahead at an event: "30th anniversary of ...", "before ..."."""
    if any(t.text.lower() in _BEFORE for t in sentence.children(noun, "case")):
        return True
    token = noun
    while token.head >= 0:
        token = sentence.tokens[token.head]
        if token.lemma.lower() in words("remembering"):
            return True
    return False


def _label(sentence: Sentence, noun: Token, document: Document, names: Names, today: date | None) -> EventLabel | None:
    start = noun.index
    while start and _belongs(sentence, sentence.tokens[start - 1], noun):
        start -= 1
    verbs = [t.index for t in sentence.tokens[start : noun.index] if t.text.lower() in words("headline-verbs")]
    if verbs:  # "Dockers in Arvin end strike" has no noun "Arvin end strike"
        start = verbs[-1] + 1
    before = [t for t in sentence.tokens[start : noun.index] if t.lemma.lower() not in words("headline")]
    while before and before[0].text in {"'s", "’s", "-", "–"}:
        before.pop(0)
    after = sentence.tokens[noun.index + 1 : noun.index + 2]
    year = next((t.text for t in (*before, *after) if _YEAR.fullmatch(t.text)), "")
    kept = [t for t in before if t.text != year]
    place = _place(sentence, noun, names)
    named = any(_is_named(sentence, t, names) for t in kept)
    if not named and not place:
        place = _place_in_lead(document, noun, names)
        if not place:
            return None
    text = _join(sentence, (*kept, noun), names)
    known = names.by_form(text)
    if known is not None:
        text = known.full
    when = year or (month_year(_month(document, today)) if today is not None else "")
    if _YEAR.search(text):
        when = ""
    return EventLabel(
        noun=_noun(noun),
        text=" ".join(part for part in ("the", when, text, "" if named else place) if part),
        sentence=-1,
    )


def _belongs(sentence: Sentence, token: Token, noun: Token) -> bool:
    """Tell whether a word before an event noun is part of its phrase."""
    if token.upos not in {"NOUN", "PROPN", "ADJ", "NUM", "PART"} and token.text not in {"-", "–"}:
        return False
    while token.head >= 0 and token.index != noun.index:
        if is_relation(token, "nsubj", "case"):
            return False
        token = sentence.tokens[token.head]
    return token.index == noun.index


def _is_named(sentence: Sentence, token: Token, names: Names) -> bool:
    """Tell whether a word of a title is a name wherever it stands, not only big because titles are."""
    return token.upos == "PROPN" and (not _is_all_big(sentence) or names.has_word(token.text))


def _is_all_big(sentence: Sentence) -> bool:
    """Tell whether a title begins all its words with capitals, so that capitals say nothing."""
    told = [t for t in sentence.tokens if t.upos in {"NOUN", "VERB", "ADJ", "ADV"}]
    return len(told) > 2 and sum(t.text[:1].isupper() for t in told) > len(told) / 2  # noqa: PLR2004


def _join(sentence: Sentence, tokens: Sequence[Token], names: Names) -> str:
    out = ""
    last: Token | None = None
    for token in tokens:
        glued = last is not None and last.end == token.start
        small = _is_all_big(sentence) and not names.has_word(token.text) and not token.text.isupper()
        out += ("" if glued or not out else " ") + (token.text.lower() if small else token.text)
        last = token
    return out


def _place(sentence: Sentence, noun: Token, names: Names) -> str:
    """Return where an event of a title took place, with its preposition."""
    for below in sentence.children(noun, "nmod"):
        case = sentence.child(below, "case")
        if case is not None and case.text.lower() in {"in", "at", "near", "on", "of"} and below.upos == "PROPN":
            span = sentence.subtree(below)
            known = names.by_form(sentence.slice(span[1].index, span[-1].index + 1)) if len(span) > 1 else None
            if known is not None:
                return f"{case.text.lower()} {'the ' if known.article else ''}{known.full}"
    return ""


def _place_in_lead(document: Document, noun: Token, names: Names) -> str:
    """Return where the lead says that the event of a title took place, with its preposition."""
    for sentence in running(document)[:LEAD]:
        for token in sentence.tokens:
            if token.lemma.lower() != noun.lemma.lower():
                continue
            for below in sentence.children(token, "nmod"):
                case = sentence.child(below, "case")
                name = names.name_at(sentence, below)
                located = name is not None and name.kind in {Kind.PLACE, Kind.CITY, Kind.COUNTRY, Kind.FACILITY}
                if case is not None and case.text.lower() in {"in", "at", "near"} and name is not None and located:
                    return f"{case.text.lower()} {'the ' if name.article else ''}{name.full}"
    return ""


def running(document: Document) -> list[Sentence]:
    """Return the sentences that hold a finite verb and end like one: no headings, datelines or captions."""
    return [
        s
        for s in document.sentences
        if (s.tokens[-1].text in {".", "!", '"', "”"} or closes(s))
        and any(t.xpos in {"VBD", "VBZ", "VBP", "MD"} for t in s.tokens)
    ]


def closes(sentence: Sentence) -> bool:
    """Tell whether a sentence ends in an abbreviation whose stop is its full stop too: "in Washington D.C."."""
    last = sentence.tokens[-1].text
    finite = any(t.xpos in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.tokens)
    return last.endswith(".") and last[0].isalpha() and finite


def _month(document: Document, today: date) -> date:
    """Return the day whose month the event belongs to: the first one the lead gives, else the article's own."""
    for sentence in running(document)[:LEAD]:
        for when in find_dates(sentence, today):
            if when.grain is Grain.DAY and when.year is not None:
                day = date(when.year, when.month, when.day)
                return day if timedelta(0) <= today - day <= _FRESH else today
    return today


def introduced_events(document: Document, names: Names, today: date | None) -> Iterator[EventLabel]:
    """Yield the events that the text introduces: "a meeting ... in Bishkek"."""
    main = names.main_of(Kind.ORGANIZATION)
    for where, sentence in enumerate(document.sentences):
        for noun in sentence.tokens:
            if noun.upos != "NOUN" or noun.lemma.lower() not in words("event"):
                continue
            det = sentence.child(noun, "det")
            if det is None or det.text.lower() not in {"a", "an"}:
                continue
            place = next(
                (
                    name
                    for below in sentence.children(noun, "nmod")
                    if {t.text.lower() for t in sentence.children(below, "case")} <= {"in", "at"}
                    and (name := names.name_at(sentence, below))
                ),
                None,
            )
            if place is None or place.kind is Kind.PERSON:
                continue
            owner = _owner(sentence, noun, names, main)
            month = f"{month_year(today)} " if today is not None and where < LEAD else ""
            text = f"the {month}{owner}{noun.text.lower()} in {place.full}"
            yield EventLabel(noun=noun.lemma.lower(), text=text, sentence=where)


def _owner(sentence: Sentence, noun: Token, names: Names, main: Name | None) -> str:
    if main is None or not main.acronym:
        return ""
    named = any(m.start < noun.index and names.by_form(m.text) == main for m in names.mentions(sentence))
    return f"{main.full} " if named else ""

"""The headline as what tells a stranger which ferry and which captain a question means."""

import re
from collections.abc import Collection
from datetime import date

from quiz.generate.entities.names import Names
from quiz.generate.reading.frame import running
from quiz.generate.values.dates import month_year
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence

LONGEST = 16
"""Words; a longer headline would be most of the card."""
SHORTEST = 4
"""Words; a shorter one is a name or a section's title and tells of nothing."""
_LEAD = 3
"""Sentences that say what an article is about."""
_PERSONAL = {"he", "she", "his", "her", "him"}
_SHARED = 3
"""Words of the headline that a sentence which tells the same holds at least."""
_PARTS = re.compile(r"\s*[;:|]\s+|\s+[-–—]\s+")
_LINE = 19
"""Words that an opening sentence may have to do as a headline."""
_PARAGRAPHS = 2
"""Paragraphs after the first that a report has at least."""
_MARKS = frozenset('"“”():;?!&')
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")


def stamped(title: str, today: date | None, *, deed: bool = False) -> str:
    """Return the first telling part of a title with month and year; empty when it tells nothing or is too long.

    ``deed`` says that the title tells of something done, which may take a word less: "Mayor steps down".
    """
    part = next((one for one in _PARTS.split(title) if len(one.split()) >= SHORTEST - deed), "")
    if not part or len(part.split()) > LONGEST or part.endswith("?"):
        return ""
    if today is None or _YEAR.search(part):
        return part
    return f"{part} ({month_year(today)})"


def opening_line(document: Document, names: Names) -> str:
    """Return the first sentence of a text without a title where it would do as a headline; else nothing.

    The text is in paragraphs of several sentences; the sentence is short, says who did what without a day of the week,
    and names the doer in full.
    """
    found = running(document)[:2]
    tokens = [t for t in found[0].tokens if t.upos != "PUNCT"] if found else []
    several = document.sentences[-1].paragraph >= _PARAGRAPHS
    several = several and len(found) > 1 and found[0].paragraph == found[1].paragraph
    if not several or not SHORTEST < len(tokens) <= _LINE or found[0].paragraph > 1:
        return ""
    sentence = found[0]
    subject = sentence.child(sentence.root, "nsubj", "nsubj:pass")
    who = names.name_at(sentence, subject) if subject is not None else None
    told = {t.text.lower() for t in tokens} & (words("relative") | words("weekdays"))
    open_ = any(t.xpos in {"PRP", "WP", "MD", "VBP"} or t.text in _MARKS for t in sentence.tokens)
    done = sentence.root.xpos in {"VBD", "VBN"} and subject is not None and subject.head == sentence.root.index
    if who is None or " " not in who.full or told or open_ or not done:
        return ""
    return sentence.text.strip().rstrip(".")


def told_nouns(document: Document, heading: Document | None) -> frozenset[str]:
    """Return the nouns that headline and lead speak of, in lower case."""
    lead = running(document)[:_LEAD]
    parts = [*lead, *(heading.sentences if heading is not None else ())]
    return frozenset(t.lemma.lower() for s in parts for t in s.tokens if t.upos in {"NOUN", "PROPN"})


def is_term(title: str, document: Document) -> bool:
    """Tell whether a title of a few words is what its text explains, as that of an entry is: "Tidal lock"."""
    parts = title.casefold().split()
    if not 0 < len(parts) < SHORTEST or not title[:1].isupper():
        return False
    lead = {word for s in running(document)[:_LEAD] for t in s.tokens for word in (t.text.casefold(), t.lemma.lower())}
    return all(part in lead for part in parts)


def tells_of_somebody(document: Document, count: int) -> bool:
    """Tell whether a text says "he" or "she" more than ``count`` times, so that it is about a person."""
    return (
        sum(t.text.lower() in {"he", "she", "his", "her", "him"} for s in document.sentences for t in s.tokens) > count
    )


def told_again(document: Document, heading: Document | None) -> frozenset[int]:
    """Return the identities of the sentences of the lead that tell what the headline says, in full."""
    if heading is None:
        return frozenset()
    wanted = _content(heading.sentences)
    return frozenset(
        id(s)
        for s in running(document)[:_LEAD]
        if 2 * len(wanted & _content([s])) >= len(wanted) or len(wanted & _content([s])) >= _SHARED
    )


def _content(sentences: Collection[Sentence]) -> set[str]:
    found = (t for s in sentences for t in s.tokens if t.upos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
    return {t.lemma.lower() for t in found} | {t.text.lower() for s in sentences for t in s.tokens if t.upos == "PROPN"}

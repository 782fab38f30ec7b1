"""What a deck that was made again changes in the deck file that is already there.

A generated card that reads as it was written follows its article; one that a hand has changed stays as it is. Nothing
is ever taken out: a card whose evidence is gone from the article gets a tag that says so, and loses it again when the
evidence comes back. Cards that were refused, or deleted from the file, are not made again.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quiz.formats.match import Face, likeness, pair, stands_in
from quiz.model.deck import Cloze, Deck, Note, Source, refusal_of, trace_of
from quiz.model.ids import NoteId
from quiz.model.text import one_line
from quiz.model.trace import Refusal, Trace, checksum, plain

EVIDENCE_GONE = "evidence-gone"
"""The tag of cards whose evidence the article holds no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A card that follows its article."""

    was: Note
    """As the file has it."""
    made: Note
    """As it was made this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What becomes of a deck that was made again."""

    deck: Deck
    """The deck as the file is to hold it."""
    added: tuple[Note, ...]
    """Made cards of facts the file did not ask for yet, named as they were made."""
    revised: tuple[Revision, ...]
    """Cards of the file that are made in another way now, because the article or the generator says it otherwise."""
    marked: int
    """Cards whose evidence was found to be gone this time."""
    restored: int
    """Cards whose evidence came back."""
    edited: int
    """Cards made again that stay as a person edited them."""
    refused: tuple[Note, ...]
    """Made cards that stay away because they were refused or deleted."""

    @property
    def updated(self) -> int:
        """How many cards follow the article."""
        return len(self.revised)


def is_same_article(old: Deck, new: Deck) -> bool:
    """Tell whether two decks come from one article, which may have been revised or have moved in between.

    They do when the text is the same to the byte; when it comes from the same place and at least one sentence with a
    question is still there; and, wherever it comes from, when most such sentences are. A deck written by hand comes
    from no article.
    """
    if old.source is None or new.source is None:
        return old.source is new.source
    if is_same_text(old, new):
        return True
    before, now = _sentences(old), _sentences(new)
    common = len(before & now)
    if is_same_place(old, new):
        return common > 0 or not old.notes
    return common * 2 > min(len(before), len(now))


def is_same_text(old: Deck, new: Deck) -> bool:
    """Tell whether two decks come from the same bytes."""
    was, now = old.source, new.source
    return was is not None and now is not None and bool(was.sha256) and was.sha256 == now.sha256


def is_same_place(old: Deck, new: Deck) -> bool:
    """Tell whether two decks come from the same file or address."""
    was, now = old.source, new.source
    if was is None or now is None:
        return False
    one, other = _place(was), _place(now)
    if not one or not other:
        return False
    # Named from another folder, a file of ours is the same still.
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")


def is_renamed(old: Deck, new: Deck, sentences: Collection[str] = ()) -> bool:
    """Tell whether two decks that are not called alike come from one article, which has ``sentences``.

    They do when it was at the same place and its text is the same, or at least half of what the old one asks is still
    said: the chapters of a book are at one place, too. Of texts that were nowhere, the same are one.
    """
    if old.source is None or new.source is None:
        return False
    if is_same_text(old, new):
        return is_same_place(old, new) or not (_place(old.source) or _place(new.source))
    before = _sentences(old)
    return is_same_place(old, new) and 0 < len(before) <= 2 * len(before & {*sentences, *_sentences(new)})


def _sentences(deck: Deck) -> set[str]:
    refused = (refusal.evidence for refusal in deck.refusals)
    return {plain(text) for text in (*(note.evidence for note in deck.notes), *refused) if text}


def _place(source: Source) -> str:
    # Read back from a file, a name is without the characters that no deck file holds.
    return one_line(source.url or source.path or "")


def merge(
    old: Deck,
    new: Deck,
    *,
    sentences: Sequence[str] | None = None,
    faulty: Collection[str] = (),
    rejected: Sequence[Note] = (),
    rescued: Collection[NoteId] = (),
    titled: bool = False,
) -> Merged:
    """Return what becomes of ``old``, the deck in the file, when ``new`` was made from its article.

    ``sentences`` are those of the article; without them nothing counts as gone. ``faulty`` are the ids of cards in the
    file that cannot be read. ``rejected`` are made cards that are not wanted, ``rescued`` ids of notes of ``new`` that
    were refused or deleted once and are wanted after all. ``titled`` says that a person called ``new`` what it is
    called; a deck that is called like its article follows a new headline without that.
    """
    pairs = pair([Face.of(note) for note in old.notes], [Face.of(note) for note in new.notes])
    again = {before: new.notes[after] for after, before in pairs.items()}
    held = _Held({trace.id: trace for trace in old.written}, sentences)
    for index, note in enumerate(old.notes):
        held.take(note, again.get(index))
    traces = held.traces
    left = [note for index, note in enumerate(new.notes) if index not in pairs and note.id not in faulty]
    kept = tuple(one for one in old.refusals if not _is_rescued(one, new.notes, rescued))
    there = {note.id for note in old.notes} | {NoteId(name) for name in faulty}
    deleted = [trace for name, trace in traces.items() if name not in there]
    refused = [note for note in left if note.id not in rescued and _is_unwanted(note, kept, deleted)]
    added = [(note, _named(note, there, new)) for note in left if note not in refused]
    written = {trace.id: trace for trace in new.written}
    for note, named in added:
        if note.id is not None and named.id is not None and note.id in written:
            traces |= _traced(replace(written[note.id], id=named.id))
    # What was deleted is known by its words from now on, so that it stays away when its sentence is revised.
    refusals = tuple(_with_refusals(kept, (*refused, *rejected)))
    gone_ids = {refusal.id for refusal in refusals} - there - {named.id for _, named in added}
    deck = replace(
        old,
        notes=(*held.notes, *(named for _, named in added)),
        refusals=refusals,
        written=tuple(trace for trace in traces.values() if trace.id not in gone_ids),
        source=_source(old.source, new.source, follows=_is_called_like_its_article(old)),
        title=new.title if titled or (_is_called_like_its_article(old) and _has_headline(new)) else old.title,
    )
    return Merged(
        deck=deck,
        added=tuple(note for note, _ in added),
        revised=tuple(held.revised),
        marked=held.marked,
        restored=held.restored,
        edited=held.edited,
        refused=tuple(refused),
    )


class _Held:
    """Goes through the cards a file holds, and counts what becomes of them."""

    def __init__(self, traces: dict[NoteId, Trace], sentences: Sequence[str] | None) -> None:
        self.traces = traces
        self._sentences = sentences
        self.notes: list[Note] = []
        self.revised: list[Revision] = []
        self.edited = self.marked = self.restored = 0

    def take(self, was: Note, again: Note | None) -> None:
        """Add a card of the file; ``again`` is the one that was made for it this time."""
        trace = self.traces.get(was.id) if was.id is not None else None
        made = trace is not None or bool(was.rule)
        pristine = trace is not None and trace == trace_of(was)
        now = was
        if again is not None and pristine:
            now = _follow(was, again)
            if now != was:
                self.revised.append(Revision(was=was, made=again))
            self.traces |= _traced(trace_of(now))
        elif again is not None and made:
            self.edited += 1
        if made and was.evidence and (again is not None or self._sentences is not None):
            now = self._tagged(now, gone=again is None and not stands_in(Face.of(was), self._sentences or ()))
        self.notes.append(now)

    def _tagged(self, note: Note, *, gone: bool) -> Note:
        if gone is (EVIDENCE_GONE in note.tags):
            return note
        self.marked += gone
        self.restored += not gone
        others = tuple(tag for tag in note.tags if tag != EVIDENCE_GONE)
        return replace(note, tags=(*others, EVIDENCE_GONE) if gone else others)


def _traced(trace: Trace | None) -> dict[NoteId, Trace]:
    return {} if trace is None else {trace.id: trace}


def _follow(was: Note, now: Note) -> Note:
    """Return a card as it was made again, under the id that its history hangs on."""
    if isinstance(was, Cloze) is not isinstance(now, Cloze) and plain(was.evidence) == plain(now.evidence):
        # The holes of a cloze have histories of their own; the old card asks for the same fact still.
        return was
    return replace(now, id=was.id, tags=was.tags, also=was.also)


def _is_rescued(refusal: Refusal, notes: Iterable[Note], rescued: Collection[NoteId]) -> bool:
    wanted = (Face.of(note) for note in notes if note.id in rescued)
    return refusal.id in rescued or any(likeness(Face.of(refusal), face) for face in wanted)


def _is_unwanted(note: Note, refusals: Iterable[Refusal], deleted: Iterable[Trace]) -> bool:
    face = Face.of(note)
    question = checksum((plain(note.prompt),))
    return any(refusal.id == note.id or likeness(Face.of(refusal), face) for refusal in refusals) or any(
        trace.id == note.id or trace.question == question for trace in deleted
    )


def _with_refusals(refusals: Sequence[Refusal], notes: Iterable[Note]) -> Iterator[Refusal]:
    yield from refusals
    known = {refusal.id for refusal in refusals}
    for note in notes:
        refusal = refusal_of(note)
        if refusal is not None and refusal.id not in known and not _is_unwanted(note, refusals, ()):
            known.add(refusal.id)
            yield refusal


def _named(note: Note, there: set[NoteId | None], new: Deck) -> Note:
    """Return a note to add, under a name that is free: two short ids may meet by chance."""
    if note.id not in there:
        return note
    taken = there | {other.id for other in new.notes}
    number = 2
    while (name := NoteId(f"{note.id}-{number}")) in taken:
        number += 1
    return replace(note, id=name)


def _is_called_like_its_article(deck: Deck) -> bool:
    return deck.source is not None and deck.title == deck.source.title


def _has_headline(deck: Deck) -> bool:
    return deck.source is not None and bool(deck.source.title)


def _source(old: Source | None, new: Source | None, *, follows: bool) -> Source | None:
    """Return the source of a deck that was made again; a title that a person may have put there stays."""
    if old is None or new is None:
        return old
    revised = old.sha256 != new.sha256
    return replace(
        old,
        title=(new.title if follows else "") or old.title,
        path=new.path if revised else old.path,
        url=new.url or (None if revised else old.url),
        published=new.published or old.published,
        author=new.author or old.author,
        language=new.language or old.language,
        sha256=new.sha256,
        generator=new.generator or old.generator,
    )

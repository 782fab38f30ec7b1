"""Keeps what a card shows and accepts as JSON, so that a session reads no deck file."""

import json
from datetime import date
from typing import cast

from quiz.model.card import Card, CardKind, Source, Support
from quiz.model.ids import CardId
from quiz.store.rows import split_id

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""One for all cards: making it for each would cost as much as using it."""


def pack_card(card: Card) -> str:
    """Return everything of a card but its ids."""
    fields = [
        card.kind.value,
        card.prompt,
        card.answers,
        card.ordered,
        card.distractors,
        card.evidence,
        card.as_of and card.as_of.isoformat(),
        card.rule,
        card.tags,
        [[support.title, support.path, support.url, support.evidence] for support in card.also],
    ]
    return _ENCODER.encode(fields)


def folded_card(card: Card) -> tuple[str, str, str, str, str]:
    """Return what a card is searched by: its text, tags, rule, kind and further sources, each folded."""
    from quiz.search.fold import fold  # noqa: PLC0415 - 4 ms that showing a card does not pay

    said = (card.prompt, *(spelling for item in card.answers for spelling in item), card.evidence)
    also = (part for support in card.also for part in (support.title, support.url or support.path or ""))
    tags = "\n".join(map(fold, card.tags))
    return (
        "\n".join(map(fold, said)),
        f"\n{tags}\n" if tags else "",
        fold(card.rule),
        card.kind.value,
        "\n".join(map(fold, also)),
    )


def unpack_card(card: CardId, text: str) -> Card:
    """Return the card of that id from what `pack_card` made."""
    kind, prompt, answers, ordered, distractors, evidence, as_of, rule, tags, *more = json.loads(text)
    # Faces that were kept before cards could have further sources have none.
    also = cast("list[tuple[str, str | None, str | None, str]]", more[0] if more else [])
    deck, note = split_id(card)
    return Card(
        id=card,
        deck=deck,
        note=note,
        kind=CardKind(kind),
        prompt=prompt,
        answers=tuple(tuple(cast("list[str]", item)) for item in answers),
        ordered=ordered,
        distractors=tuple(distractors),
        evidence=evidence,
        as_of=date.fromisoformat(as_of) if as_of else None,
        rule=rule,
        tags=tuple(tags),
        also=tuple(Support(title=title, path=path, url=url, evidence=said) for title, path, url, said in also),
    )


def pack_source(source: Source | None) -> str | None:
    """Return a deck's source as JSON."""
    if source is None:
        return None
    published = source.published and source.published.isoformat()
    fields = [source.title, source.path, source.url, published, source.sha256, source.generator]
    return json.dumps([*fields, source.author, source.language], ensure_ascii=False)


def unpack_source(text: str) -> Source:
    """Return the source from what `pack_source` made."""
    title, path, url, published, sha256, generator, *more = json.loads(text)
    author, language = (*more, "", "")[:2]  # rows of before have fewer
    return Source(
        title=title,
        path=path,
        url=url,
        published=date.fromisoformat(published) if published else None,
        author=author,
        language=language,
        sha256=sha256,
        generator=generator,
    )

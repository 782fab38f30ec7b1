"""Reads proposals out of what a model wrote, however it wrote them: whole JSON, pieces of broken JSON, plain lines."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from quiz.generate.proposing.values import Proposal
from quiz.model.text import one_line

MOST = 60
"""Proposals that are taken from one answer."""
_TRIES = 400
"""Places at which an object may begin that are tried."""
_DEEPEST = 4
_QUESTION = ("question", "q", "prompt", "front")
_ANSWER = ("answer", "a", "back", "response")
_QUOTE = ("sentence", "quote", "evidence", "source", "proof", "context")
_LENGTHS = {"question": 400, "answer": 200, "quote": 2_000}
"""Characters beyond which a text is something else."""
_NUMBER = re.compile(r"\[?(\d{1,4})\]?\.?")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_LABEL = r"(?im)^[\s>*#\d.)-]*\**{}\**\s*[:.]\**\s*(.+)$"
_ASKED = re.compile(_LABEL.format(r"(?:question|q)(?: ?\d+)?"))
_SAID = re.compile(_LABEL.format(r"(?:answer|a)(?: ?\d+)?"))
_QUOTED = re.compile(_LABEL.format(r"(?:quote|evidence|sentence)(?: ?\d+)?"))


def read_proposals(text: str, sentences: Sequence[str] = ()) -> tuple[Proposal, ...]:
    """Return what was proposed in ``text``, each once, in its order; ``sentences`` are those that numbers stand for."""
    text = _THOUGHT.sub(" ", text)
    found: dict[Proposal, None] = {}
    for one in _of_json(text):
        found.setdefault(one)
        if len(found) >= MOST:
            break
    if not found:
        found = dict.fromkeys(_of_lines(text))
    return tuple(_quoting(one, sentences) for one in found)[:MOST]


def read_question(text: str) -> str:
    """Return the one question that was written, in JSON or in a plain line; empty when there is none."""
    text = _THOUGHT.sub(" ", text)
    for value in _values(text):
        if isinstance(value, dict):
            fields = _fields(cast("dict[object, object]", value))
            if question := one_line(_first(fields, _QUESTION)[:5_000]):
                return question if len(question) <= _LENGTHS["question"] else ""
    lines = (one_line(line).strip(' *_"') for line in text.splitlines()[:MOST])
    found = next((line for line in lines if line.endswith("?")), "")
    return found if len(found) <= _LENGTHS["question"] else ""


def _quoting(one: Proposal, sentences: Sequence[str]) -> Proposal:
    """Return a proposal with the sentence whose number stands in the place of its quote."""
    number = _NUMBER.fullmatch(one.quote)
    if number is None:
        return one
    place = int(number[1]) - 1
    return replace(one, quote=sentences[place] if 0 <= place < len(sentences) else "")


def _of_json(text: str) -> Iterator[Proposal]:
    """Yield what all objects in the text propose."""
    for value in _values(text):
        yield from _within(value, 0)


def _values(text: str) -> Iterator[object]:
    """Yield all objects in the text, also where what holds them has no end."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(_TRIES):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
        else:
            yield value


def _within(value: object, depth: int) -> Iterator[Proposal]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in cast("list[object]", value)[: 2 * MOST]:
            yield from _within(each, depth + 1)
    elif isinstance(value, dict):
        fields = _fields(cast("dict[object, object]", value))
        one = _proposal(_first(fields, _QUESTION), _first(fields, _ANSWER), _first(fields, _QUOTE))
        if one is not None:
            yield one
            return
        for each in fields.values():
            if isinstance(each, dict | list):
                yield from _within(cast("object", each), depth + 1)


def _fields(value: dict[object, object]) -> dict[str, object]:
    return {str(name).strip().casefold(): each for name, each in value.items()}


def _first(fields: dict[str, object], names: tuple[str, ...]) -> str:
    value = next((fields[name] for name in names if name in fields), "")
    if isinstance(value, list):
        parts = cast("list[object]", value)
        value = parts[0] if len(parts) == 1 else ""
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def _of_lines(text: str) -> Iterator[Proposal]:
    """Yield what stands in lines such as "Question: ..." and "Answer: ..."."""
    asked = list(_ASKED.finditer(text))
    ends = [*(m.start() for m in asked), len(text)][1:]
    for match, after in zip(asked, ends, strict=True):
        said = _SAID.search(text, match.end(), after)
        quoted = _QUOTED.search(text, match.end(), after)
        one = _proposal(match[1], said[1] if said else "", quoted[1] if quoted else "")
        if one is not None:
            yield one


def _proposal(question: str, answer: str, quote: str) -> Proposal | None:
    texts = {"question": question, "answer": answer, "quote": quote}
    clean = {name: one_line(text[:5_000]) for name, text in texts.items()}
    clean["answer"] = clean["answer"].strip(" *_")
    clean["question"] = clean["question"].strip(" *_")
    if not clean["question"] or not clean["answer"] or any(len(clean[name]) > most for name, most in _LENGTHS.items()):
        return None
    return Proposal(**clean)

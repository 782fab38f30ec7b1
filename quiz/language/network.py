"""The trained network: words of one sentence in, scores of tags, heads, relations and entities out.

The only place that knows onnxruntime. What the file takes and gives is written in MODEL.md.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from quiz.errors import GenerateError
from quiz.language.wordpiece import CLS, SEP, WordPieces

MOST_PIECES = 510
"""Pieces of one sentence; the encoder knows 512 places, two of them are its own marks."""

_OUTPUTS = ["tag", "pos", "ner", "arcs", "rels"]
_HINT = "Install quiz again: its analyser is incomplete."

_ONLY_ERRORS = 3
"""onnxruntime's severity below which it keeps quiet; its warnings are about graphics cards that are not needed."""

_THREADS = 1
"""Sentences are small: a second thread saves a tenth of the time at best, and costs much on a busy machine."""

_NO_TELEMETRY = ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED")
"""Variables, by different releases, that keep onnxruntime from reporting its use to its makers and from writing an
identifier of the machine into the cache folder. It looks at them once, while it is imported."""

Floats = NDArray[np.float32]


class _Session(Protocol):
    """What is used of ``onnxruntime.InferenceSession``."""

    def run(self, output_names: Sequence[str], input_feed: Mapping[str, NDArray[np.int64]]) -> Sequence[Floats]: ...


class _Options(Protocol):
    """What is set of ``onnxruntime.SessionOptions``."""

    log_severity_level: int
    intra_op_num_threads: int


class _Runtime(Protocol):
    """What is used of the module ``onnxruntime``, which has no types of its own."""

    def set_default_logger_severity(self, severity: int, /) -> None: ...
    def SessionOptions(self) -> _Options: ...  # noqa: N802
    def InferenceSession(self, path: str, options: _Options, *, providers: Sequence[str]) -> _Session: ...  # noqa: N802


class _State(Protocol):
    """The errors of onnxruntime's native part, which have no common base but ``Exception``."""

    Fail: type[Exception]
    InvalidArgument: type[Exception]
    InvalidGraph: type[Exception]
    InvalidProtobuf: type[Exception]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The names behind the columns of the scores."""

    tag: tuple[str, ...]
    """Penn Treebank tags."""
    pos: tuple[str, ...]
    """Universal parts of speech."""
    deps: tuple[str, ...]
    """Universal Dependencies relations with their subtypes."""
    ner: tuple[str, ...]
    """``O``, and ``B-`` and ``I-`` of each kind of entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the network says of one sentence; logits, not yet probabilities."""

    tag: Floats
    """[words, tags]"""
    pos: Floats
    """[words, parts of speech]"""
    ner: Floats
    """[words, entity labels]"""
    arcs: Floats
    """[words, words + 1]; column 0 is the root, column ``i + 1`` is word ``i``."""
    rels: Floats
    """[relations, words, words + 1]"""


class Network:
    """The weights in memory, ready to score sentences."""

    def __init__(self, folder: Path) -> None:
        """Load ``analyser.onnx``, ``labels.json`` and ``vocab.txt`` of ``folder``; `GenerateError` if one is bad."""
        self._pieces = WordPieces(_read_text(folder / "vocab.txt").removesuffix("\n").split("\n"))
        self.labels = _read_labels(folder / "labels.json")
        self._session = _open_session(folder / "analyser.onnx")

    def count(self, word: str) -> int:
        """Return how many pieces ``word`` takes of a sentence's `MOST_PIECES`."""
        return len(self._pieces.pieces(word))

    def scores(self, words: Sequence[str]) -> Scores:
        """Return the scores of one sentence of at least one word and at most `MOST_PIECES` pieces."""
        ids, first = [CLS], list[int]()
        for word in words:
            first.append(len(ids))
            ids.extend(self._pieces.pieces(word))
        ids.append(SEP)
        feed = {
            "ids": np.array([ids], dtype=np.int64),
            "mask": np.ones((1, len(ids)), dtype=np.int64),
            "first": np.array([first], dtype=np.int64),
            "cases": np.array([[letter_case(word) for word in words]], dtype=np.int64),
        }
        tag, pos, ner, arcs, rels = (output[0] for output in self._session.run(_OUTPUTS, feed))
        return Scores(tag=tag, pos=pos, ner=ner, arcs=arcs, rels=rels)


def letter_case(word: str) -> int:
    """Return how ``word`` is written, as one of the classes 1 to 8 that the network was trained with.

    The encoder itself sees no capitals; this is where they enter.
    """
    if word.isdigit():
        return 1
    if any(char.isdigit() for char in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[:1].isupper():
        return 6
    return 7 if any(char.isalpha() for char in word) else 8


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GenerateError(f"The analyser's file {path} cannot be read: {error}.", hint=_HINT) from error


def _read_labels(path: Path) -> Labels:
    try:
        held = cast("Mapping[str, Sequence[str]]", json.loads(_read_text(path)))
        labels = Labels(**{name: tuple(held[name]) for name in Labels.__dataclass_fields__})
    except (ValueError, KeyError, TypeError) as error:
        raise GenerateError(f"The analyser's file {path} is damaged.", hint=_HINT) from error
    return labels


def _open_session(path: Path) -> _Session:
    if not path.is_file():
        raise GenerateError(f"The analyser's file {path} is missing.", hint=_HINT)
    # Deferred: loading onnxruntime takes 0.1 s, and only analysing needs it.
    os.environ.update(dict.fromkeys(_NO_TELEMETRY, "1"))
    runtime = cast("_Runtime", import_module("onnxruntime"))
    state = cast("_State", import_module("onnxruntime.capi.onnxruntime_pybind11_state"))
    runtime.set_default_logger_severity(_ONLY_ERRORS)
    options = runtime.SessionOptions()
    options.log_severity_level = _ONLY_ERRORS
    options.intra_op_num_threads = _THREADS
    try:
        return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except (state.Fail, state.InvalidArgument, state.InvalidGraph, state.InvalidProtobuf) as error:
        raise GenerateError(f"The analyser's file {path} is damaged.", hint=_HINT) from error

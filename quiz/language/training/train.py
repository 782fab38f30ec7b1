"""Teaches the network: treebanks and entity corpora in one stream, each loss only where there is a label."""

import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from quiz.language.training.batches import NO_LABEL, Batch, Encoded, collate, encode, group, name_labels
from quiz.language.training.data import Example, read_names, read_trees
from quiz.language.training.model import AnalyserModel
from quiz.language.wordpiece import WordPieces

CHECKPOINT = "analyser.pt"

_PIECES_IN_BATCH = 1500
_LONGEST = 200
"""Pieces; the few longer sentences would set the memory that is needed."""
_ENCODER_RATE, _OWN_RATE = 1.5e-4, 1e-3
"""Learning rates of the trained encoder and of everything new."""
_WARM_UP = 60
_LAST_RATE = 0.02
"""Share of the learning rate that the decay ends at."""
_STEPS_A_REPORT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long to train, and on how much."""

    epochs: float = 3.0
    steps: int | None = None
    """Batches at most, whatever the epochs."""
    minutes: float | None = None
    """Wall time at most; the learning rate falls so that it ends there."""
    limit: int | None = None
    """Sentences taken from each corpus; all when ``None``."""
    threads: int = 2
    seed: int = 0


def train(data: Path, encoder: Path, out: Path, plan: Plan) -> None:
    """Train on the corpora in ``data`` from the ``encoder`` folder; leave checkpoint, labels, vocabulary in ``out``."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    rng = random.Random(plan.seed)
    examples = read_corpora(data, plan.limit)
    labels = name_labels(examples)
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8")
    (out / "vocab.txt").write_text(vocabulary, encoding="utf-8")
    (out / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    pieces = WordPieces(vocabulary.removesuffix("\n").split("\n"))
    names = {kind: {name: column for column, name in enumerate(held)} for kind, held in labels.items()}
    encoded = [one for one in (encode(example, pieces, names) for example in examples) if len(one.ids) < _LONGEST]
    print(f"{len(encoded)} sentences, " + ", ".join(f"{len(held)} {kind}" for kind, held in labels.items()), flush=True)
    model = AnalyserModel({kind: len(held) for kind, held in labels.items()}, encoder / "model.safetensors")
    _run(model, encoded, plan, rng)
    torch.save(model.state_dict(), out / CHECKPOINT)


def read_corpora(data: Path, limit: int | None = None) -> list[Example]:
    """Return the training parts of all corpora, at most ``limit`` sentences of each."""
    corpora = (
        read_trees(data / "ud-ewt/train.conllu"),
        read_trees(data / "ud-gum-open/train.conllu"),
        read_names(data / "ner-worldwide/train.tsv", separator="\t"),
        read_names(data / "wikigold/wikigold.conll"),
    )
    return [example for corpus in corpora for example in list(corpus)[:limit]]


def _run(model: AnalyserModel, examples: Sequence[Encoded], plan: Plan, rng: random.Random) -> None:
    """Change ``model`` in place, as long as ``plan`` says."""
    own = [values for name, values in model.named_parameters() if not name.startswith("encoder.")]
    rates = (_ENCODER_RATE, _OWN_RATE)
    groups = [{"params": list(model.encoder.parameters()), "lr": rates[0]}, {"params": own, "lr": rates[1]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total = round(len(group(examples, _PIECES_IN_BATCH, rng)) * plan.epochs)
    total = min(total, plan.steps or total)
    began = time.monotonic()
    step, loss_sum = 0, 0.0
    model.train()
    while True:
        for held in group(examples, _PIECES_IN_BATCH, rng):
            minutes = (time.monotonic() - began) / 60
            done = max(step / total, minutes / plan.minutes if plan.minutes else 0.0)
            if done >= 1:
                return
            for parameters, rate in zip(optimizer.param_groups, rates, strict=True):
                parameters["lr"] = rate * min(1.0, step / _WARM_UP) * max(_LAST_RATE, 1 - done)
            loss = loss_of(model, collate(held))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            loss_sum += loss.item()
            if step % _STEPS_A_REPORT == 0:
                print(f"step {step} of {total}  loss {loss_sum / _STEPS_A_REPORT:.3f}  {minutes:.1f} min", flush=True)
                loss_sum = 0.0


def loss_of(model: AnalyserModel, batch: Batch) -> Tensor:
    """Return the sum of the losses of what is known of ``batch``."""
    tag, pos, ner, arcs, rels = model(batch.ids, batch.mask, batch.first, batch.cases)
    gold = batch.gold
    total = torch.zeros(())
    if (gold["heads"] != NO_LABEL).any():
        root = torch.ones(len(batch.words), 1, dtype=torch.bool)
        arcs = arcs.masked_fill(~torch.cat([root, batch.words], 1)[:, None, :], -1e4)
        heads = gold["heads"].clamp(min=0)
        chosen = torch.gather(rels, 3, heads[:, None, :, None].expand(-1, rels.size(1), -1, 1)).squeeze(-1)
        total = total + _cross_entropy(arcs, gold["heads"]) + _cross_entropy(chosen.transpose(1, 2), gold["deps"])
        total = total + 0.5 * _cross_entropy(tag, gold["tag"]) + 0.3 * _cross_entropy(pos, gold["pos"])
    if (gold["ner"] != NO_LABEL).any():
        total = total + _cross_entropy(ner, gold["ner"])
    return total


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(scores.reshape(-1, scores.size(-1)), gold.reshape(-1), ignore_index=NO_LABEL)

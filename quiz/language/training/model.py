"""The network: one encoder, one layer across words, five heads.

The encoder (6 layers, 384 wide, uncased) reads the word pieces of a sentence. A word is its first piece joined with
a learned vector for its letter case; a bidirectional LSTM runs over the words; then come Penn tags, universal parts of
speech, entity labels, and the biaffine scores of heads and relations of Dozat & Manning 2017.
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

CASES = 9
"""Classes of `quiz.language.network.letter_case`, and 0 for padding."""
WIDTH = 384
"""Of the encoder's vectors and of the words' own."""

_CASE_WIDTH = 24
_ARC_WIDTH = 256
_REL_WIDTH = 96
_DROP = 0.2


class Biaffine(nn.Module):
    """Scores of every pair of words: a bilinear form of both vectors, each with a constant 1 added."""

    def __init__(self, width: int, kinds: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(kinds, width + 1, width + 1) * 0.02)

    def forward(self, below: Tensor, above: Tensor) -> Tensor:
        """Return [batch, kinds, below, above] for vectors [batch, words, width]."""
        return torch.einsum("bxi,oij,byj->boxy", _with_one(below), self.weight, _with_one(above))


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)


class AnalyserModel(nn.Module):
    """The whole network; inputs and outputs as in MODEL.md, with a batch of any size."""

    def __init__(self, sizes: Mapping[str, int], encoder: Path | None = None) -> None:
        """Make it for so many ``tag``, ``pos``, ``ner`` and ``deps`` labels; ``encoder`` is a safetensors file."""
        super().__init__()
        config = BertConfig(
            vocab_size=30522,
            hidden_size=WIDTH,
            num_hidden_layers=6,
            num_attention_heads=12,
            intermediate_size=4 * WIDTH,
            attn_implementation="eager",  # the plain formula exports to few operators
        )
        self.encoder = BertModel(config, add_pooling_layer=False)
        if encoder:
            missing = self.encoder.load_state_dict(load_file(str(encoder)), strict=False).missing_keys
            if missing:
                raise ValueError(f"{encoder} is another kind of encoder: it lacks {missing[0]}.")
        self.case = nn.Embedding(CASES, _CASE_WIDTH)
        self.drop = nn.Dropout(_DROP)
        self.mix = nn.Sequential(nn.Linear(WIDTH + _CASE_WIDTH, WIDTH), nn.GELU())
        self.context = nn.LSTM(WIDTH, WIDTH // 2, bidirectional=True, batch_first=True)
        self.tag = nn.Linear(WIDTH, sizes["tag"])
        self.pos = nn.Linear(WIDTH, sizes["pos"])
        self.ner = nn.Linear(WIDTH, sizes["ner"])
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.arc_below, self.arc_above = nn.Linear(WIDTH, _ARC_WIDTH), nn.Linear(WIDTH, _ARC_WIDTH)
        self.rel_below, self.rel_above = nn.Linear(WIDTH, _REL_WIDTH), nn.Linear(WIDTH, _REL_WIDTH)
        self.arc, self.rel = Biaffine(_ARC_WIDTH, 1), Biaffine(_REL_WIDTH, sizes["deps"])

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, cases: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of tags, parts of speech, entities, heads and relations."""
        pieces = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = torch.gather(pieces, 1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        words = self.mix(self.drop(torch.cat([words, self.case(cases)], -1)))
        words = self.drop(words + self.context(words)[0])
        above = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        arcs = self.arc(self._bend(self.arc_below, words), self._bend(self.arc_above, above))[:, 0]
        rels = self.rel(self._bend(self.rel_below, words), self._bend(self.rel_above, above))
        return self.tag(words), self.pos(words), self.ner(words), arcs, rels

    def _bend(self, layer: nn.Linear, vectors: Tensor) -> Tensor:
        return self.drop(functional.gelu(layer(vectors)))

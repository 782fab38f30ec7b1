"""The word pieces against the reference tokenizer of the encoder."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import BertWordPieceTokenizer

from quiz.language.analyser import WEIGHTS
from quiz.language.wordpiece import UNKNOWN, WordPieces

VOCABULARY = (WEIGHTS / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
SEED = Path(__file__).parents[3] / "seeds" / "000_ded26d1430754f81.txt"
OWN = WordPieces(VOCABULARY)

# The two know different editions of Unicode; in these ranges nothing was added in the last ten years.
SETTLED = (
    st.characters(min_codepoint=0x20, max_codepoint=0x55F)
    | st.characters(min_codepoint=0x1E00, max_codepoint=0x20BF)
    | st.characters(min_codepoint=0x2190, max_codepoint=0x2BFF)
    | st.characters(min_codepoint=0x3041, max_codepoint=0x9FEF)
    | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
    | st.characters(min_codepoint=0x1F300, max_codepoint=0x1F64F)
)


@cache
def reference() -> BertWordPieceTokenizer:
    return BertWordPieceTokenizer(str(WEIGHTS / "vocab.txt"), lowercase=True)


def expected(word: str) -> tuple[int, ...]:
    return tuple(reference().encode(word, add_special_tokens=False).ids[:12]) or (UNKNOWN,)


def test_every_word_of_the_vocabulary_and_of_an_article_agrees_with_the_reference() -> None:
    words = [piece.removeprefix("##") for piece in VOCABULARY] + SEED.read_text(encoding="utf-8").split()
    assert len(words) > 30_000
    differing = [word for word in words if OWN.pieces(word) != expected(word)]
    # The reference takes its own marks such as [SEP] for commands; in an article they are text.
    assert differing == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


@given(st.text(SETTLED, max_size=30))
def test_any_text_agrees_with_the_reference(text: str) -> None:
    assert OWN.pieces(text) == expected(text)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Türkiye", ["turk", "##iy", "##e"]),
        ("Kyrgyzstan", ["kyrgyzstan"]),
        ("ΣΑΣ", ["σ", "##α", "##σ"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("日本", ["日", "本"]),
        ("\u200d", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("a" * 101, ["[UNK]"]),
    ],
)
def test_pieces_of_a_word(word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[number] for number in OWN.pieces(word)] == pieces


def test_a_word_keeps_at_most_twelve_pieces() -> None:
    assert len(OWN.pieces("https://example.com/a/b/c/d/e/f/g/h/i")) == 12

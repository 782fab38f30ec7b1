"""What something is, from either side, and statements of a whole sentence."""

from datetime import date

import pytest
from generate_parts import cards, made

from quiz.generate.facts import Options
from quiz.generate.pipeline import generate
from quiz.language.analyser import analyse
from quiz.model.article import Article
from quiz.model.deck import Cloze


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("What was the cause of the Greenholm fire?", "a broken stove in Norway's museum"),
        ("Who was the architect of the Greenholm lighthouse?", "Ada Lorne"),
    ],
)
def test_asks_from_either_side(prompt: str, answer: str) -> None:
    assert cards("equative", "equative").get(prompt) == answer


@pytest.mark.parametrize("words", ["brother", "the result", "friendships"])
def test_leaves_alone_what_several_may_be(words: str) -> None:
    assert [one.prompt for one in made("equative")[0] if one.rule == "equative" and words in one.prompt] == []


def test_a_sentence_that_no_question_fits_is_told_with_a_hole() -> None:
    text = (
        "The Arvin Lighthouse was built in Norway in 1871 by the engineer Ada Lorne.\n\n"
        "Ships bound for the Harbour of Arvin have passed the reefs of Greenholm and the wreck of the Kestrel without "
        "pilots since the lamp was lit.\n"
    )
    article = Article(text=text, title="Arvin Lighthouse", published=date(2021, 5, 1))
    for note in generate(article, Options(), analyse=analyse).deck.notes:
        if isinstance(note, Cloze):
            assert note.prompt.count("{{c1::") == 1
            assert note.prompt.endswith(".")
            assert note.evidence in " ".join(text.split())

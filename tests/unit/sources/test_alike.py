"""Reports that several newspapers print are recognised, and articles on the same matter are not."""

from quiz.sources.alike import AlikeTexts

WORDS = " ".join(f"word{n} {'abcdefghij'[n % 10]}" for n in range(300))


def test_the_same_text_is_found_by_the_name_it_was_added_under() -> None:
    texts = AlikeTexts()
    texts.add(WORDS, "first")
    assert texts.find(WORDS) == "first"
    assert texts.find(f"LONDON (Agency) - {WORDS.upper()} Additional reporting by A. Author.") == "first"


def test_another_text_is_not_found() -> None:
    texts = AlikeTexts()
    assert texts.find(WORDS) is None
    texts.add(WORDS, "first")
    half = WORDS[: len(WORDS) // 2]
    assert texts.find(half + " ".join(f"other{n}" for n in range(300))) is None
    assert texts.find(half) is None


def test_nothing_is_told_of_a_few_words() -> None:
    texts = AlikeTexts()
    texts.add("Nothing to see here.", "short")
    assert texts.find("Nothing to see here.") is None


def test_of_several_the_nearest_is_found() -> None:
    texts = AlikeTexts()
    texts.add(WORDS + " ".join(f"more{n}" for n in range(40)), "longer")
    texts.add(WORDS, "same")
    assert texts.find(WORDS) == "same"

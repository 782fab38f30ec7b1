"""Reports that several newspapers print are recognised, and articles on the same matter are not."""

from quiz.sources.alike import ALIKE, bands_of, likeness, sketch_of

WORDS = " ".join(f"word{n} {'abcdefghij'[n % 10]}" for n in range(300))


def sketch(text: str) -> bytes:
    found = sketch_of(text)
    assert found is not None
    return found


def are_found(one: str, other: str) -> bool:
    """Tell whether two texts are met in a band and are nearly the same."""
    first, second = sketch(one), sketch(other)
    return not set(bands_of(first)).isdisjoint(bands_of(second)) and likeness(first, second) >= ALIKE


def test_the_same_text_has_the_same_sketch_always_and_everywhere() -> None:
    assert likeness(sketch(WORDS), sketch(WORDS)) == 1
    assert bands_of(sketch(WORDS)) == bands_of(sketch(WORDS))
    assert (sketch(WORDS)[:8].hex(), bands_of(sketch(WORDS))[0]) == ("351637e7d7c9614e", -3_463_938_821_592_782_482)


def test_a_report_is_recognised_with_what_newspapers_put_around_it() -> None:
    assert are_found(WORDS, f"LONDON (Agency) - {WORDS.upper()} Additional reporting by A. Author.")


def test_another_text_is_not() -> None:
    half = WORDS[: len(WORDS) // 2]
    assert not are_found(WORDS, half + " ".join(f"other{n}" for n in range(300)))
    assert not are_found(WORDS, half)


def test_nothing_is_told_of_a_few_words() -> None:
    assert sketch_of("Nothing to see here.") is None


def test_the_nearer_is_the_more_alike() -> None:
    longer = WORDS + " ".join(f"more{n}" for n in range(40))
    assert ALIKE <= likeness(sketch(WORDS), sketch(longer)) < 1

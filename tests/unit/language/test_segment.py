"""Paragraphs, sentences and words, and that each keeps its place in the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.language.segment import Segment, parts, segment


def sentences(text: str) -> list[str]:
    return [" ".join(text[word.start : word.end] for word in found.words) for found in segment(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I don't, he’ll, can't, cannot.", "I do n't , he ’ll , ca n't , can not ."),
        ("Shouldn't've gonna won’t", "Should n't 've gon na wo n’t"),
        ("Kyrgyzstan’s and Biden's plan", "Kyrgyzstan ’s and Biden 's plan"),
        ("the states' rights", "the states ' rights"),
        ("O'Neill, L'Enfant, Xi'an, Qur’an", "O'Neill , L'Enfant , Xi'an , Qur’an"),
        ("long-term U.S.-led Jean-Claude", "long - term U.S. - led Jean - Claude"),
        ("co-founder re-elected non-profit mid-1990s", "co-founder re-elected non-profit mid-1990s"),
        ("2022–2026, 5-10, COVID-19", "2022 – 2026 , 5 - 10 , COVID - 19"),
        ("2024-11-06 and 713-853-3989", "2024-11-06 and 713-853-3989"),
        ("power—influence", "power — influence"),
        ("the OTS (OTS) [6]", "the OTS ( OTS ) [ 6 ]"),
        ("$26 million, US$5bn, €3.5m, 12.5%, 1,000.5", "$ 26 million , US$ 5 bn , € 3.5 m , 12.5 % , 1,000.5"),
        ("10km 10am 10:30pm 25°C 5G 3D H5N1", "10 km 10 am 10:30 pm 25 ° C 5G 3D H5N1"),
        ("1st 22nd 1990s ’90s 9/11 24/7 and/or", "1st 22nd 1990s ’90s 9/11 24/7 and / or"),
        ("AT&T R&D C++ C# YouTube McDonald's", "AT&T R&D C++ C# YouTube McDonald 's"),
        ("Mr. Smith, J. R. R. Tolkien, J.R.R. Tolkien", "Mr. Smith , J. R. R. Tolkien , J.R.R. Tolkien"),
        ("on Sept. 12, No. 5, e.g. at 5 p.m. today", "on Sept. 12 , No. 5 , e.g. at 5 p.m. today"),
        ("see https://example.com/a_b?c=1, or", "see https://example.com/a_b?c=1 , or"),
        ("mail bob.smith@example.co.uk. ", "mail bob.smith@example.co.uk ."),
        ("wait... what?! no!!! so… --", "wait ... what ?! no !!! so … --"),
        ('"Yes," he said. “No,” she said.', '" Yes , " he said . “ No , ” she said .'),
        ("nai\u0308ve cafe\u0301 हिन्दी", "nai\u0308ve cafe\u0301 हिन्दी"),
        ("👩‍🚀 flies", "👩‍🚀 flies"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(sentences(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. President met Mr. Smith and Dr. J. R. R. Tolkien on Sept. 12, 1936.| It rained.",
        "He left at 5 p.m.| The man slept.",
        "He lives in Washington, D.C.| He moved to the U.K. in 1999.",
        "Sales rose to $4.25bn.| Ferries were full.",
        "She works at Apple Inc. in Cupertino and Google Inc.| The firm grew 3.5%.",
        "See No. 5 and Nos. 6 and 7.| No.| He went.",
        "Gen. Lee and Lt. Col. Bob came to St. Petersburg.| Sen. Cruz and Rep. Al Green left.",
        "He was born c. 1450 (d. 1519).| It is e.g. good, i.e. fine, etc.| The end.",
        '“We won,” he said.| “It was great!”| She left.| "Is it?" he asked.',
        "World War I.| The war ended.| John F. Kennedy died.",
        "It grew.[6]| In 2020, it fell.[7][8]| The end. [9]| It rose.",
        "Mail bob@example.co.uk.| See example.com/path, too.",
        "He left...| Then she came.| What?!| No!",
        "It has 277 faults; 39 percent of these are grave.| It stays.",
        "Martin Luther King Jr. was born.| Yahoo! is a firm.",
        "He said that it\nrained.| Then it\nstopped.",
        "Background\n|The company was founded in 1900 and grew for a long time.",
        "Its goals:\n|- peace in the region;\n|- trade with all.\n|1. First do this.",
        "A title without a stop\n\n|The text.",
        "In the capital of the country he met Sadyr\nZhaparov, who is the president.",
        "PORT ELK, Norway, Oct 21 (Fjord Press) - |The board met.| It was late.",
        "OTTERBURG and ULM, 3 March 2024 – |Halm N.V. – the maker – said so.",
        "ELKTON, Mar 03: |Secretary Ann Lee spoke.",
        "Otterburg — |A dealer was jailed.",
        "Elk Bay, Norway — |“We won,” he said.",
        "The harbour — Elk Bay — was shut.",
        "Otterburg — Norway's port — was shut.",
        "Ann Lee went home: The day was over.",
        "Elk Bay — the port — was shut.",
        "Ann B. Lee (May 6, 1914 – June 2, 1990) was a singer.",
    ],
)
def test_sentences_end_at_the_bars(text: str) -> None:
    expected = ["".join(part.split()) for part in text.split("|")]
    assert ["".join(sentence.split()) for sentence in sentences(text.replace("|", ""))] == expected


def test_paragraphs_are_counted_and_empty_lines_may_hold_spaces() -> None:
    found = [(one.paragraph, len(one.words)) for one in segment("\n\nOne.  Two two.\n \t\n\nThree.\n")]
    assert found == [(0, 2), (0, 3), (1, 2)]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u200b"])
def test_nothing_gives_nothing(text: str) -> None:
    assert list(segment(text)) == []


HOSTILE = st.text(
    st.sampled_from("aZé. .!?'’\"“”()[]-–—…,;:\n\t\u200b\u200d\u0301\u00ad$%&/@#1９٣日👩🚀\ufe0f\x00\x1b\u202e\r")
    | st.characters(),
    max_size=60,
) | st.lists(
    st.sampled_from(["Mr.", "U.S.", "n't", "’s", "[6]", "\n\n", "- ", "e.g.", "http://", "a@b.c", "The "])
).map("".join)


@given(HOSTILE)
def test_words_keep_their_places_and_lose_nothing(text: str) -> None:
    spans = [word for found in segment(text) for word in found.words]
    assert all(word.start < word.end for word in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    kept = "".join(text[word.start : word.end] for word in spans)
    assert _visible(kept) == _visible(text)


def _visible(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@given(st.lists(st.integers(1, 12), min_size=1, max_size=80), st.integers(1, 20), st.integers(12, 60))
def test_long_sentences_come_apart_without_loss(sizes: list[int], most_words: int, most_size: int) -> None:
    text = "a , " * len(sizes)
    whole = next(segment(text))
    sizes = (sizes * 2)[: len(whole.words)]
    found = list(parts(whole, sizes, text, most_words=most_words, most_size=most_size))
    assert sum((part.words for part in found), ()) == whole.words
    done = 0
    for part in found:
        held = sizes[done : done + len(part.words)]
        done += len(part.words)
        assert len(held) <= most_words
        assert sum(held) <= most_size


def test_a_long_sentence_comes_apart_after_a_comma() -> None:
    text = "one two three four , five six seven"
    whole = next(segment(text))
    found = list(parts(whole, [1] * 8, text, most_words=6, most_size=99))
    assert [len(part.words) for part in found] == [5, 3]
    assert all(isinstance(part, Segment) for part in found)


@pytest.mark.parametrize(
    "chunk", ["a-", "n't", "a'", "1,", "a.b.", ".a@a", "www.", "(", "Mr. ", "[1]", ". ", "https://a"]
)
def test_a_chunk_repeated_for_ever_takes_no_more_than_its_share(chunk: str) -> None:
    # Each of these has a rule that a careless pattern would try again from every character.
    text = chunk * 15_000
    kept = [text[word.start : word.end] for found in segment(text) for word in found.words]
    assert "".join(kept) == text.replace(" ", "")

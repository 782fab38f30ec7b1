"""Sentences taken apart: every statement they make, whole and with its tense, and what is no statement of fact."""

import pytest
from generate_parts import cards, context, reasons

from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.wording.circumstances import is_settled
from quiz.language.analyser import analyse
from quiz.model.article import Article


def _text(clause: Clause) -> str:
    return " ".join(" ".join(t.text for t in u.tokens) for u in clause.units)


def _clauses(start: str, tree: str = "clauses") -> list[Clause]:
    """All clauses of the one sentence that begins with ``start``."""
    return [c for c in context(tree).clauses if c.sentence.text.startswith(start)]


@pytest.mark.parametrize(
    ("start", "kind", "text"),
    [
        ("A bus", "main", "A bus overturned near Oslo"),
        ("A bus", "result", "12 passengers were killed when A bus overturned near Oslo"),
        ("A bus", "result", "30 were injured when A bus overturned near Oslo"),
        ("The Harbour Museum, built", "main", "The Harbour Museum stands in Oslo"),
        ("The Harbour Museum, built", "participle", "The Harbour Museum was built in 1872 by Marta Keller"),
        ("The Harbour Museum, located", "participle", "The Harbour Museum is located in Oslo"),
        ("Ada Lorne, a doctor", "apposition", "Ada Lorne was a doctor from Vienna"),
        ("Jon Berg met", "apposition", "Marta Keller was his wife"),
        ("Born in Oslo", "participle", "Ada Lorne was Born in Oslo in 1921"),
        ("After leaving", "participle", "Ada Lorne left Vienna"),
        ("Jon Berg, whose", "relative", "Jon Berg 's father owned a sawmill"),
        ("Ada Lorne moved", "relative", "she taught chemistry in Vienna"),
        ("The Lakeside Treaty", "relative", "Norway signed The Lakeside Treaty in 1998"),
        ("Ada Lorne spent", "relative", "she returned in 1950 to Oslo"),
        ("Ada Lorne praised", "relative", "Arvin hosted the summit"),
        ("The museum reopened", "adverbial", "Ada Lorne gave it 30 paintings"),
        ("The club was", "conjoined", "The club won the Lakeside Cup in 1925"),
        ("In 1950 Ada", "conjoined", "In 1950 Ada Lorne settled in Vienna"),
        ("There were", "existential", "were 20 engineers on the ferry"),
        ("The second bridge", "main", "The second bridge is to be opened in May 2030"),
        ("The first bridge", "main", "The first bridge is being rebuilt"),
        ("Members", "main", "Members can borrow 12 books"),
        ("Jon Berg claimed", "reported", "the new bridge costs too much"),
        ("Jon Berg said", "reported", "the ferry would stop in 2031"),
        ("The ferry sank", "main", "The ferry sank in 1950"),
        ("The guards", "main", "The guards were dismissed when the council was dissolved in 1950"),
        ("Jon Berg lost", "main", "Jon Berg lost his fortune trading in furs"),
        ("The regatta", "main", "The regatta took place in Oslo"),
        ("Ada Lorne is", "main", "Ada Lorne is known for painting lakes"),
        ("Ada Lorne warned", "reported", "the old locks leak"),
        ("The ferry sank", "conjoined", "the crew reached Oslo"),
    ],
)
def test_states(start: str, kind: str, text: str) -> None:
    assert (kind, text) in [(c.kind, _text(c)) for c in _clauses(start) if not c.flaw]


@pytest.mark.parametrize(
    ("start", "flaw"),
    [
        ("If the ferry", "the statement is conditional"),
        ("The ferry could", "the statement is only possible (could)"),
        ("The ferry was seized", "the second verb may be done to its subject or by it"),
        ("In 1950 the ferry", "a past year stands with the present tense"),
        ("Jon Berg wrote", "the statement is quoted"),
    ],
)
def test_leaves_alone(start: str, flaw: str) -> None:
    assert flaw in [c.flaw for c in _clauses(start)]


@pytest.mark.parametrize("words", ["by her own account", "by all accounts", "by her own admission"])
def test_what_somebody_says_of_herself_is_no_plain_fact(words: str) -> None:
    text = f"In 1949 Ada Lorne walked to Oslo {words}. In 1950 Ada Lorne worked at the Harbour Museum."
    told = Context(Article(text=text), analyse(text)).clauses
    assert [c.flaw for c in told] == ["the statement is only what somebody says", ""]


@pytest.mark.parametrize("start", ["Ada Lorne was born", "Jon Berg sold"])
def test_a_phrase_behind_a_name_may_speak_of_another(start: str) -> None:
    assert [c.kind for c in _clauses(start)] == ["main"]


@pytest.mark.parametrize(
    ("start", "claim"),
    [
        ("Jon Berg claimed", True),
        ("Jon Berg said", True),  # a plan
        ("Ada Lorne warned", True),  # in quotation marks
        ("Jon Berg confirmed", False),
        ("The old bridge", False),  # a plain happening
    ],
)
def test_keeps_who_says_so(start: str, claim: bool) -> None:
    (clause,) = _clauses(start)
    assert clause.source is not None
    assert " ".join(t.text for t in clause.source.speaker) in {"Jon Berg", "Ada Lorne"}
    assert clause.source.claim is claim


def test_what_goes_on_or_is_planned_holds_for_the_day_of_the_article() -> None:
    assert all(_clauses(start)[0].passing for start in ("The second bridge", "The first bridge"))
    assert not _clauses("The museum reopened")[0].passing


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("In the first match", "In the first match of Group B Norway beat Sweden"),
        ("Her mother", "Her mother Marta Keller was a painter"),
        ("The Canal", "The Canal Party 's Jon Berg was elected"),
        ("The film", "The film shows the harbour"),
        ("The film", "The film is a favourite of sailors"),
        ("Oslo Rowing Club", "Oslo Rowing Club merged in 1950"),
        ("A storm", "12 were killed when A storm struck Oslo"),
        ("A storm", "30 were injured when A storm struck Oslo"),
        ("The flag", "The flag was torn by a storm"),
        ("OSLO", "Norway plans to buy more ferries"),
        ("One of the oldest", "this lock is closed"),
        ("Marta", "Marta Keller scored twice"),
        ("Berg noted", "the tests show progress"),
        ("Berg told", "the bridge had closed in 1998"),
        ("The party", "The party Green Coast 's Ada Lorne was elected in 1950"),
        ("The ferry was", "Marta Keller won twice"),
        ("The ferry was", "The ferry was raced in Oslo"),
        ("The council planned", "a first match was set for May"),
        ("The council planned", "The council planned a cup"),
        ("The club dug", "The club dug the canal"),
        ("Arvin Airport", "Arvin Airport was a base before the war"),
        ("Marta Keller was appointed", "Marta Keller was appointed director of the Ferry School"),
        ("The Harbour League, founded", "The Harbour League was founded in 1920"),
        ("Oslo was bought", "the Harbour League left Norway in 1931"),
    ],
)
def test_mends_what_the_order_of_words_leaves_no_doubt_about(start: str, text: str) -> None:
    assert text in [_text(c) for c in _clauses(start, "mended") if not c.flaw]


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("In 1988", "she shared the Harbour Prize with the Norwegian architect Jon Berg"),
        ("The Danish", "The Danish architect Nils Holm designed the Tern Bridge"),
        ("In 1994", "In 1994 she married Max Keller"),
        ("She left", "She married Reza Nord"),
        ("In 1961", "he had four sons with Marta Keller"),
    ],
)
def test_puts_names_and_their_descriptions_together(start: str, text: str) -> None:
    assert text in [_text(c) for c in _clauses(start, "beside") if not c.flaw]


def test_asks_who_said_and_who_called_something_so() -> None:
    assert cards("quote", "quote") == {
        "Who claimed that the River Trade Council protects too few salmon in Norway?": "Ada Lorne",
        "Who said that Norway owns Lake Arvin?": "Jon Berg",
        "Who described Lake Arvin as a mirror of the sky?": "Jon Berg",
    }


def test_asks_only_for_named_speakers_of_others() -> None:
    why = reasons("quote", "quote")
    assert why["Jon Berg said that he left Norway in 1950."] == "somebody says so of himself"
    assert why["The police said that the ferry reached Oslo."] == "the speaker is not named"


def test_what_keeps_its_place_in_a_question_need_not_be_hung_for_certain() -> None:
    clause = next(c for c in _clauses("Ada Lorne, a doctor") if c.kind == "main")
    subject, _, clinic, year = clause.units
    assert is_settled(year, clause.units, subject)
    assert is_settled(clinic, clause.units, year)
    assert not is_settled(year, clause.units, clinic)

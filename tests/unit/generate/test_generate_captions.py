"""What stands before a question that nothing in it places: the headline of a report, the title of an entry."""

from datetime import date

import pytest
from generate_parts import context

from quiz.generate.choosing.captions import captioned, gives_away, names_topic
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.conllu import read_conllu
from quiz.model.article import Article

ENTRY = """
1 The the DET DT _ 2 det
2 University University PROPN NNP _ 6 nsubj
3 of of ADP IN _ 4 case
4 Arvin Arvin PROPN NNP _ 2 nmod
5 is be AUX VBZ _ 6 cop
6 Catholic Catholic ADJ JJ _ 0 root
7 . . PUNCT . _ 6 punct

1 The the DET DT _ 2 det
2 College College PROPN NNP _ 6 nsubj:pass
3 of of ADP IN _ 4 case
4 Engineering Engineering PROPN NNP _ 2 nmod
5 was be AUX VBD _ 6 aux:pass
6 established establish VERB VBN _ 0 root
7 in in ADP IN _ 8 case
8 1920 1920 NUM CD _ 6 obl
9 . . PUNCT . _ 6 punct
"""


def _entry(title: str) -> Context:
    document = read_conllu(ENTRY.strip() + "\n")
    return Context(Article(text=document.text, title=title), document)


def _cards(here: Context) -> dict[str, Candidate]:
    return {one.shown: one for one in find_candidates(here)[0]}


def test_a_question_about_what_many_have_is_asked_under_the_title_of_its_entry() -> None:
    cards = _cards(_entry("University of Arvin"))
    assert "University of Arvin: In which year was the College of Engineering established?" in cards


def test_without_a_title_there_is_nothing_to_say_whose_college_it_is() -> None:
    assert all(not one.headline for one in _cards(_entry("")).values())


def test_a_question_that_names_the_topic_stands_alone() -> None:
    here = _entry("University of Arvin")
    asked = next(iter(_cards(here).values()))
    named = Candidate(
        rule="date",
        prompt="In which year was the University of Arvin founded?",
        answers=(("1901",),),
        answer_kind=asked.answer_kind,
        fact=asked.fact,
        sentence=asked.sentence,
    )
    assert names_topic(named, here)
    assert captioned(named, here) is named


def test_a_report_of_a_day_is_no_entry() -> None:
    assert context("event").entry == ""


HAPPENING = """
1 The the DET DT _ 3 det
2 Arvin Arvin PROPN NNP _ 3 compound
3 final final PROPN NNP _ 7 nsubj
4 was be AUX VBD _ 7 cop
5 a a DET DT _ 7 det
6 rowing rowing NOUN NN _ 7 compound
7 match match NOUN NN _ 0 root
8 . . PUNCT . _ 7 punct

1 Ada Ada PROPN NNP _ 3 nsubj
2 Lorne Lorne PROPN NNP _ 1 flat
3 beat beat VERB VBD _ 0 root
4 the the DET DT _ 6 det
5 Norvik Norvik PROPN NNP _ 6 compound
6 Guild Guild PROPN NNP _ 3 obj
7 . . PUNCT . _ 3 punct
"""


def test_names_do_not_say_when_something_happened_in_an_entry_about_a_happening() -> None:
    document = read_conllu(HAPPENING.strip() + "\n")
    here = Context(Article(text=document.text, title="Arvin final"), document)
    used = (2, 3, 4, 5)
    asked = Candidate(
        rule="subject",
        prompt="Who beat the Norvik Guild?",
        answers=(("Ada Lorne",),),
        answer_kind=Kind.PERSON,
        fact=Fact(predicate="beat/nsubj", subject="", value="Ada Lorne"),
        sentence=here.document.sentences[1],
        used=used,
        clause=used,
    )
    assert captioned(asked, here).headline == here.entry == "Arvin final"


def test_letters_in_a_headline_give_the_name_away_that_they_stand_for() -> None:
    rows = """
1 Arvin Arvin PROPN NNP _ 3 compound
2 Harbour Harbour PROPN NNP _ 3 compound
3 Rail Rail PROPN NNP _ 4 nsubj
4 grew grow VERB VBD _ 0 root
5 . . PUNCT . _ 4 punct

1 AHR AHR PROPN NNP _ 2 nsubj
2 hired hire VERB VBD _ 0 root
3 Ada Ada PROPN NNP _ 2 obj
4 . . PUNCT . _ 2 punct
"""
    document = read_conllu(rows.strip() + "\n")
    here = Context(Article(text=document.text, title="AHR grows and hires again"), document)
    name = here.names.by_form("Arvin Harbour Rail")
    assert name is not None
    asked = Candidate(
        rule="subject",
        prompt="Which organization hired Ada?",
        answers=((name.full,),),
        answer_kind=Kind.ORGANIZATION,
        fact=Fact(predicate="hire/nsubj", subject="", value=name.full),
        sentence=document.sentences[0],
    )
    assert gives_away("AHR grows and hires again", asked)
    assert not gives_away("Railway grows and hires again", asked)


def _report(title: str) -> Context:
    document = read_conllu(ENTRY.strip() + "\n")
    heading = read_conllu("1 Ferry ferry NOUN NN _ 0 root\n")
    return Context(Article(text=document.text, title=title), document, as_of=date(2021, 5, 3), heading=heading)


@pytest.mark.parametrize(
    ("rule", "prompt", "shown"),
    [
        ("affiliation", "To which party did Ada Lorne belong in May 2021?", "To which party did Ada Lorne belong?"),
        ("relation", "Who is Ada Lorne's wife?", "Who is Ada Lorne's wife?"),
        ("office-holder", "Who was the captain of Arvinia as of May 2021?", "Who was the captain of Arvinia?"),
    ],
)
def test_who_only_a_report_makes_known_is_asked_for_under_its_headline(rule: str, prompt: str, shown: str) -> None:
    here = _report("Ferry sinks off Arvin coast")
    one = _plain(here, rule, prompt, "Marta Keller")
    clear = captioned(one, here)
    assert clear is not None
    assert clear.shown == f"Ferry sinks off Arvin coast (May 2021): {shown}"


def test_a_relative_whose_name_the_headline_shares_is_asked_for_under_it() -> None:
    here = _report("Ada Lorne saved off Arvin coast")
    clear = captioned(_plain(here, "relation", "Who was Ada Lorne's father?", "Jon Lorne"), here)
    assert clear is not None
    assert clear.headline


def _plain(here: Context, rule: str, prompt: str, answer: str) -> Candidate:
    return Candidate(
        rule=rule,
        prompt=prompt,
        answers=((answer,),),
        answer_kind=Kind.PERSON,
        fact=Fact(predicate="be", subject="x", value=answer),
        sentence=here.document.sentences[0],
    )


FILM = """
1 The the DET DT _ 2 det
2 Ferry Ferry PROPN NNP _ 5 nsubj
3 is be AUX VBZ _ 5 cop
4 a a DET DT _ 5 det
5 film film NOUN NN _ 0 root
6 . . PUNCT . _ 5 punct

1 Jon Jon PROPN NNP _ 3 nsubj
2 Berg Berg PROPN NNP _ 1 flat
3 meets meet VERB VBZ _ 0 root
4 Ada Ada PROPN NNP _ 3 obj
5 Lorne Lorne PROPN NNP _ 4 flat
6 in in ADP IN _ 7 case
7 Arvin Arvin PROPN NNP _ 3 obl
8 . . PUNCT . _ 3 punct
"""


def test_what_happens_in_a_film_is_asked_under_its_title_without_what_sort_it_is() -> None:
    document = read_conllu(FILM.strip() + "\n")
    here = Context(Article(text=document.text, title="The Ferry (film)"), document)
    assert here.entry == "The Ferry"
    plot = Candidate(
        rule="subject",
        prompt="Who meets Jon Berg in Arvin?",
        answers=(("Ada Lorne",),),
        answer_kind=Kind.PERSON,
        fact=Fact(predicate="meet/", subject="Berg", value="Ada Lorne"),
        sentence=here.sentences[1],
        weight=1.0,
        used=(0, 1, 2, 5, 6),
        asked=(3, 4),
    )
    placed = captioned(plot, here)
    assert placed is not None
    assert placed.headline == "The Ferry"

"""What cutting has left of a sentence must still hang together: both halves of a pair, a comparison with its "than"."""

from dataclasses import replace
from datetime import date

import pytest
from generate_parts import context, made

from quiz.generate.choosing.intact import intact
from quiz.generate.facts import Candidate
from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.conllu import read_conllu
from quiz.model.article import Article
from quiz.model.deck import CardKind


def _plain(prompt: str, rule: str = "subject") -> Candidate:
    return replace(made("single")[0][0], prompt=prompt, rule=rule, used=(), asked=(), headline="")


def _of(tree: str, used: tuple[int, ...], asked: tuple[int, ...], *, rule: str = "oblique") -> Candidate:
    """A question of a tree with one "word upos xpos head relation" for each word, counted from 1."""
    rows = (line.split() for line in tree.strip().splitlines())
    lines = [f"{i} {w} {w.lower()} {u} {x} _ {h} {r}" for i, (w, u, x, h, r) in enumerate(rows, 1)]
    sentence = read_conllu("\n".join(lines) + "\n").sentences[0]
    return replace(_plain("Whom did Ada meet?", rule), sentence=sentence, kind=CardKind.BASIC, used=used, asked=asked)


@pytest.mark.parametrize(
    ("prompt", "rule", "reason"),
    [
        ("Through whose rule does the word begin with /f in Arvin?", "inner", "a slash stands between words"),
        (
            "In {{c1::Arvin::city}} red means stop, vice versa at sea.",
            "statement",
            "it goes back to what was said before",
        ),
        ("{{c1::Arvin::city}} is a port and somewhere.", "statement", "what an open word means is left out"),
        ("Ada was the first in {{c1::Arvin::city}} to do.", "statement", "what was done is left out"),
        (
            "To be sold for how much is the Arvin Mill expected?",
            "money",
            "the question word stands within what is said",
        ),
        ("How many votes did the number of votes for Ada reach?", "number", "it asks for the number of a number"),
        ("Where were the number of boats larger?", "located-in", "it asks for the number of a number"),
        ("Between which two things did Ada stop?", "list", "what stands between is no range"),
        ("How much smaller is Arvin at euros than Lorne?", "share", "the figure before a word is left out"),
        ("Arvin and sometimes known as {{c1::Lorne::city}} is a port.", "statement", "half of a pair is left out"),
        ("Who won the Arvin Cup like Ada from Oslo?", "subject", "whom it is compared with stands in the way"),
        ("What percentage is corn higher but down on May?", "share", "a comparison is left open"),
    ],
)
def test_broken_wording_is_not_asked(prompt: str, rule: str, reason: str) -> None:
    assert intact(_plain(prompt, rule), context("single")) == reason


@pytest.mark.parametrize(
    "prompt",
    [
        "Between which years did Ada live in Arvin?",
        "What does Ada plan to do?",
        "To be shown, a film must run in {{c1::ten::number}} towns.",
        "Which port is known as the Gate of Arvin?",
    ],
)
def test_whole_wording_is_asked(prompt: str) -> None:
    assert intact(_plain(prompt), context("single")) is None


PAIR = """Ada PROPN NNP 2 nsubj
met VERB VBD 0 root
Bo PROPN NNP 2 obj
and CCONJ CC 5 cc
Cy PROPN NNP 3 conj
. PUNCT . 2 punct"""
LIST = """Ada PROPN NNP 2 nsubj
sells VERB VBZ 0 root
tin NOUN NN 2 obj
, PUNCT , 6 punct
plus CCONJ CC 6 cc
zinc NOUN NN 3 conj
, PUNCT , 8 punct
salt NOUN NN 3 conj
. PUNCT . 2 punct"""
DOER = """Ada PROPN NNP 2 nsubj
beat VERB VBD 0 root
Bo PROPN NNP 2 obj
, PUNCT , 7 punct
and CCONJ CC 7 cc
an DET DT 7 det
army NOUN NN 3 conj
led VERB VBD 2 conj
to ADP IN 10 case
peace NOUN NN 8 obl
. PUNCT . 2 punct"""
NAME = """Ada PROPN NNP 2 nsubj
shut VERB VBD 0 root
Norwegian PROPN NNP 2 obj
and CCONJ CC 5 cc
foreign ADJ JJ 3 conj
banks NOUN NNS 2 obj
. PUNCT . 2 punct"""
FEAT = """One NUM CD 4 nsubj
feat NOUN NN 1 nmod
was AUX VBD 4 cop
winning VERB VBG 0 root
land NOUN NN 4 obj
and CCONJ CC 7 cc
headed VERB VBD 4 conj
it PRON PRP 7 obj
. PUNCT . 4 punct"""


@pytest.mark.parametrize(
    ("tree", "used", "asked", "reason"),
    [
        (PAIR, (0, 1, 3, 4), (2,), "one half of a pair stands in the question (Cy)"),
        (PAIR, (0, 1, 3, 4), (), "one half of a pair is left out (Cy)"),
        (LIST, (1, 2, 7), (0,), "a list is torn (salt)"),
        (DOER, (0, 7, 8), (9,), "the verb has another subject (led)"),
        (DOER, (1, 2, 4, 5, 6), (0,), "a noun that does something else is taken for one of a pair (army)"),
        (NAME, (1, 2, 3, 4, 5), (0,), "a list is torn (foreign)"),
        (FEAT, (0, 1, 6), (7,), "the second verb belongs to another subject (headed)"),
    ],
)
def test_torn_sentences_are_not_asked(tree: str, used: tuple[int, ...], asked: tuple[int, ...], reason: str) -> None:
    assert intact(_of(tree, used, asked), context("single")) == reason


@pytest.mark.parametrize(("tree", "used", "asked"), [(PAIR, (0, 1), (2, 3, 4)), (LIST, (1, 2, 6, 7), (0,))])
def test_whole_sentences_are_asked(tree: str, used: tuple[int, ...], asked: tuple[int, ...]) -> None:
    assert intact(_of(tree, used, asked), context("single")) is None


def test_a_bare_comparison_gives_no_sum() -> None:
    tree = """Imports NOUN NNS 2 nsubj
    rose VERB VBD 0 root
    faster ADV RBR 2 advmod
    to ADP IN 5 case
    $9 NUM CD 2 obl
    . PUNCT . 2 punct"""
    asked = _of(tree, (0, 1, 2, 3), (4,), rule="money")
    assert intact(asked, context("single")) == "a comparison is left open (faster)"


def test_as_great_needs_its_second_half() -> None:
    tree = """As ADV RB 2 advmod
    great ADJ JJ 6 advcl
    as ADP IN 4 mark
    sold VERB VBD 2 advcl
    Ada PROPN NNP 6 nsubj
    won VERB VBD 0 root
    . PUNCT . 6 punct"""
    assert intact(_of(tree, (0, 1, 5), (4,)), context("single")) == "a comparison is left open (as)"


def test_a_person_is_not_asked_for_as_a_thing() -> None:
    tree = """The DET DT 2 det
    teacher NOUN NN 3 nsubj
    won VERB VBD 0 root
    . PUNCT . 3 punct"""
    asked = replace(_of(tree, (2,), (0, 1), rule="subject"), prompt="What won the Arvin Cup?")
    assert intact(asked, context("single")) == "a person is asked for like a thing (teacher)"


def _found(tree: str, rule: str) -> set[str]:
    document = read_conllu(tree)
    whole = Context(Article(text=document.text), document, as_of=date(2011, 3, 4))
    passed, drops = find_candidates(whole)
    return {one.prompt for one in passed if one.rule == rule} | {drop.text for drop in drops if drop.rule == rule}


@pytest.mark.parametrize(("party", "asked"), [("Tory", False), ("Herald", True)])
def test_a_member_does_not_name_the_party(party: str, asked: bool) -> None:
    tree = f"""# text = {party} leader Eva Salo praised the ferry.
# entities = 1-1 ORG, 3-4 PERSON
1 {party} {party} PROPN NNP _ 2 compound
2 leader leader NOUN NN _ 3 nmod:desc
3 Eva Eva PROPN NNP _ 5 nsubj
4 Salo Salo PROPN NNP _ 3 flat
5 praised praise VERB VBD _ 0 root
6 the the DET DT _ 7 det
7 ferry ferry NOUN NN _ 5 obj _ SpaceAfter=No
8 . . PUNCT . _ 5 punct
"""
    assert bool(_found(tree, "office-holder")) is asked


def test_a_span_before_its_noun_is_no_length() -> None:
    tree = """# text = Eva Salo was entitled to 12 months leave.
# entities = 1-2 PERSON
1 Eva Eva PROPN NNP _ 4 nsubj:pass
2 Salo Salo PROPN NNP _ 1 flat
3 was be AUX VBD _ 4 aux:pass
4 entitled entitle VERB VBN _ 0 root
5 to to ADP IN _ 7 case
6 12 12 NUM CD _ 7 nummod
7 months month NOUN NNS _ 4 obl
8 leave leave VERB VB _ 4 xcomp _ SpaceAfter=No
9 . . PUNCT . _ 4 punct
"""
    assert not any(prompt.startswith(("To how", "How many")) for prompt in _found(tree, "duration"))

"""Tables in and out: what Anki, Quizlet and spreadsheets write, what people write by hand, and what means harm."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import SourceError, UsageError
from quiz.formats.columns import Role, find_columns
from quiz.formats.csv_deck import Rows, dump_csv, name_of, notes_of, tags_of, texts_of
from quiz.formats.csv_table import read_table
from quiz.formats.html_text import has_html, html_to_text
from quiz.formats.notes import NAME
from quiz.formats.parse import parse_deck
from quiz.formats.toml_text import dump_deck, dump_plain
from quiz.model.deck import Basic, Choice, Cloze, Deck, DeckId, ListNote, Note, NoteId
from quiz.model.plain import PlainNotes
from tests.unit.formats.test_round_trip import at_leisure, full, line, notes, texts, word

NO_FAULTS = ()


def read(text: str | bytes, order: str = "", *, html: bool = False) -> Rows:
    table = read_table(text.encode() if isinstance(text, str) else text, "t.csv")
    rows = notes_of(table, find_columns(table.rows, table.directives, table.separator, order), html=html)
    return replace(rows, faults=(*table.faults, *rows.faults))


def made(rows: Rows) -> list[Note]:
    """Return the notes for all decks."""
    return [
        note
        for taken in rows.decks
        for note in (taken.notes.notes() if isinstance(taken.notes, PlainNotes) else taken.notes)
    ]


def pairs(text: str | bytes, order: str = "") -> list[tuple[str, str]]:
    rows = read(text, order)
    assert rows.faults == NO_FAULTS
    return [(note.prompt, note.answer) for note in made(rows) if isinstance(note, Basic)]


ONE = [("Haus", "house"), ("Baum", "tree")]


@pytest.mark.parametrize(
    "text",
    [
        "Haus,house\nBaum,tree\n",
        "Haus;house\r\nBaum;tree",
        "Haus\thouse\rBaum\ttree\r",
        "Haus|house\n\n\nBaum|tree\n",
        "\ufeffHaus,house\nBaum,tree\n",
        "Front,Back\nHaus,house\nBaum,tree\n",
        "Answer;Nr;QUESTION\nhouse;1;Haus\ntree;2;Baum\n",
        '"Haus","house"\n"Baum","tree"\n',
        "#separator:semicolon\n#html:false\n#a comment\nHaus;house\nBaum;tree\n",
        "#separator:Pipe\n#columns:back|front\nhouse|Haus\ntree|Baum\n",
        "#separator:tab\n#tags column:1\nx y\tHaus\thouse\n\tBaum\ttree\n",
        " Haus , house \n,\nBaum,tree\x07\n",
    ],
)
def test_tables_of_all_sorts_are_understood(text: str) -> None:
    assert pairs(text) == ONE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_spreadsheets_are_understood(encoding: str) -> None:
    assert pairs("façade,Straße\n".encode(encoding)) == [("façade", "Straße")]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04...", "is a package or a spreadsheet"),
        (b"\x00\xff\x80" * 9, "is not text"),
        (b"#separator:xy\na,b\n", "cannot separate columns"),
    ],
)
def test_what_is_no_table_is_told(raw: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read_table(raw, "t.csv")


def test_every_bad_row_is_told_with_its_line_and_hides_no_other() -> None:
    rows = read('q,a,id\none,1,x\n,2,\n"three\nlines",3,x\nfour,,\n"five,5\nsix,6,y\n')
    assert [note.prompt for note in made(rows)] == ["one", '"five', "six"]
    assert [(fault.line, fault.message) for fault in rows.faults] == [
        (3, "There is no question."),
        (4, "This row has the id of line 2."),
        (6, "There is no answer."),
    ]


def test_a_quote_that_is_not_closed_costs_its_row_alone() -> None:
    rows = read('"a\nb,c\n')
    assert [fault.line for fault in rows.faults] == [1]
    assert [note.prompt for note in made(rows)] == ["b"]
    assert pairs('"so" he said,x\n' + "a,b\n") == [('"so" he said', "x"), ("a", "b")]
    assert len(pairs('"x" y,z\n' * 3 + "".join(f'"{n}" y,z\n' for n in range(80)))[3:]) in range(77, 81)


def test_a_cell_without_end_is_told() -> None:
    rows = read("a,b\nc," + "d" * 200_000 + "\ne,f\n")
    assert [fault.line for fault in rows.faults] == [2]
    assert [note.prompt for note in made(rows)] == ["a", "e"]


def test_rows_that_ask_the_same_become_one_card() -> None:
    rows = read("Bank,shore\nBank,bench\nBank,shore\nx,y\n")
    assert made(rows) == [
        Basic(id=NoteId(name_of("Bank")), prompt="Bank", answer="shore", accept=("bench",)),
        Basic(id=NoteId(name_of("x")), prompt="x", answer="y"),
    ]
    assert rows.decks[0].joined == 2


def test_an_id_is_the_question_where_it_can_be_and_else_a_sum_of_it() -> None:
    assert name_of("Wie geht's?") == "Wie-geht's?"
    assert name_of("东京") == "东京"
    sums = [name_of(text) for text in ("a-b", "a/b", "a  b", "a\nb", "a:b", 'a"b', "a\\b", "a\xa0b", "a" * 65)]
    assert all(len(name) == 12 for name in sums)
    assert len(set(sums)) == len(sums)


@at_leisure
@given(st.lists(full.map(str.strip), min_size=1, max_size=4, unique=True))
def test_an_id_follows_from_the_question_alone(questions: list[str]) -> None:
    (taken,) = read(dump_csv([Basic(prompt=question, answer="x") for question in questions])).decks
    notes = taken.notes.notes() if isinstance(taken.notes, PlainNotes) else taken.notes
    assert [note.id for note in notes] == [name_of(question) for question in questions]
    table = "".join(f'"{question.replace(chr(34), chr(34) * 2)}",x\n' for question in questions)
    assert [note.id for note in made(read("#separator:comma\nfront,back\n" + table))] == [note.id for note in notes]
    assert all(NAME.fullmatch(note.id or "") for note in notes)


def test_columns_are_named_by_an_order() -> None:
    assert pairs("Nr,English,Deutsch\n1,house,Haus\n2,tree,Baum\n", "question=Deutsch,answer=english") == ONE
    assert pairs("1,house,Haus\n2,tree,Baum\n", "-,answer,question") == ONE
    for order, said in {
        "question,x": "cannot be 'x'",
        "question,question": "Two columns",
        "question=Nichts": "No column is called",
    }.items():
        with pytest.raises(UsageError, match=said):
            read("a,b\n", order)


def test_columns_that_go_nowhere_are_told() -> None:
    table = read_table(b"front,back,page\na,b,3\n", "t.csv")
    assert find_columns(table.rows, {}, ",", "").left_out == ("page",)
    assert find_columns([["a", "b", "c"]], {}, ",", "").left_out == ("3",)


def test_what_anki_exports_is_understood() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        "G7/+a\tBasic\tSpanish\tir\tto&nbsp;<b>go</b><br>away\tverb x\n"
        'abc\tCloze\tOther\t"La {{c1::casa}} ""es"" grande"\tmore\t\n'
        "abd\tBasic (and reversed card)\tOther\tperro\tdog\t\n"
    )
    rows = read(text, html=True)
    assert [taken.deck for taken in rows.decks] == ["Spanish", "Other"]
    assert made(rows) == [
        Basic(id=NoteId(name_of("G7/+a")), prompt="ir", answer="to go\naway", tags=("verb", "x")),
        Cloze(id=NoteId("abc"), prompt='La {{c1::casa}} "es" grande', evidence="more"),
        Basic(id=NoteId("abd"), prompt="perro", answer="dog", reverse=True),
    ]


def test_more_columns_make_more_of_a_card() -> None:
    text = (
        "question,answer,also,wrong,hint,evidence,tags\n"
        "Capital of Peru?,Lima,Ciudad|Lima city,Quito|Bogotá,L,It is so.,geo\n"
        "A {{c1::hole::word}} is here,,,,,,\n"
    )
    assert made(read(text)) == [
        Basic(
            id=NoteId(name_of("Capital of Peru?")),
            prompt="Capital of Peru? (L)",
            answer="Lima",
            accept=("Ciudad", "Lima city"),
            distractors=("Quito", "Bogotá"),
            evidence="It is so.",
            tags=("geo",),
        ),
        Cloze(id=NoteId(name_of("A {{c1::hole::word}} is here")), prompt="A {{c1::hole::word}} is here"),
    ]


def test_cells_of_several_texts() -> None:
    assert texts_of("a|b c| |d\\|e\\\\") == ("a", "b c", "d|e\\")
    assert texts_of("C:\\temp") == ("C:\\temp",)
    assert tags_of("a b a") == ("a", "b")
    assert tags_of("a b, c") == ("a b", "c")
    assert tags_of("a, b|") == ("a, b",)


def test_html_becomes_what_is_seen() -> None:
    seen = html_to_text('<style>x</style><div>a <i>b</i></div><ul><li>1</li><li>2 &lt; 3</li></ul><img src="p.png">')
    assert seen == "a b\n1\n2 < 3\n[p.png]"
    assert has_html("a<br>b")
    assert not has_html("1 < 2 & x > y")
    assert html_to_text("<b") in ("", "<b")
    assert html_to_text("&#27;[2J&#x202e;x") == "[2Jx"


@at_leisure
@given(st.text())
def test_html_never_fails(text: str) -> None:
    assert isinstance(html_to_text(text), str)


def fitted(note: Note, tags: list[str]) -> Note:
    """Return a note as a table holds it: cells lose the space around them, and tags are one line."""

    def bare(some: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text.strip() for text in some)

    note = replace(note, prompt=note.prompt.strip(), evidence=note.evidence.strip(), tags=tuple(tags))
    note = replace(note, as_of=None, rule="", also=())
    match note:
        case Basic() | Choice():
            answer = note.answer.strip()
            return replace(note, answer=answer, accept=bare(note.accept), distractors=bare(note.distractors))
        case Cloze():
            return replace(note, accept=bare(note.accept), distractors=bare(note.distractors))
        case ListNote():
            return replace(note, answers=tuple(bare(item) for item in note.answers))


def is_choice(note: Note) -> bool:
    """Whether a note still has something to choose from."""
    return not isinstance(note, Choice) or any(text != note.answer for text in note.distractors)


table_notes = st.builds(fitted, notes, st.lists(line, max_size=3, unique=True)).filter(is_choice)


@at_leisure
@given(st.lists(st.tuples(table_notes, word), min_size=1, max_size=5, unique_by=lambda pair: pair[1]))
def test_what_is_exported_is_imported(given_notes: list[tuple[Note, str]]) -> None:
    meant = [replace(note, id=NoteId(name)) for note, name in given_notes]
    rows = read(dump_csv(meant))
    assert rows.faults == NO_FAULTS
    assert made(rows) == meant


@at_leisure
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(str.encode),
        st.lists(
            st.sampled_from(
                [
                    '"',
                    ",",
                    "\t",
                    "\n",
                    "a",
                    "b;",
                    "guid,front,back\n",
                    "#",
                    "#separator:tab\n",
                    "é",
                    "{{c1::x}}",
                    "|",
                    "\\",
                ]
            )
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_whatever_is_read_makes_notes_that_a_deck_file_holds(raw: bytes) -> None:
    try:
        table = read_table(raw, "t.csv")
        rows = notes_of(table, find_columns(table.rows, table.directives, table.separator, ""), html=True)
    except (SourceError, UsageError):
        return
    for taken in rows.decks:
        deck = Deck(id=DeckId("d"), title="D")
        if isinstance(taken.notes, PlainNotes):
            text, meant = dump_plain(deck, taken.notes), taken.notes.notes()
            assert text == dump_deck(replace(deck, notes=meant))
        else:
            text, meant = dump_deck(replace(deck, notes=taken.notes)), taken.notes
        file = parse_deck(text, name="d.toml", stem="d")
        assert file.deck.notes == meant
        assert all(NAME.fullmatch(note.id or "") for note in meant)


@at_leisure
@given(st.lists(st.tuples(full, full, texts, st.just("") | full, texts), min_size=1, max_size=4))
def test_plain_notes_are_written_as_others_are(rows: list[tuple]) -> None:
    columns = list(zip(*rows, strict=True))
    plain = PlainNotes(
        ids=[f'n"\\{place}' for place in range(len(rows))],
        prompts=columns[0],
        answers=columns[1],
        accept=columns[2],
        evidence=columns[3],
        tags=columns[4],
    )
    deck = Deck(id=DeckId("d"), title="D", tags=("t",))
    assert dump_plain(deck, plain) == dump_deck(replace(deck, notes=plain.notes()))


def test_the_names_of_columns_are_roles() -> None:
    assert {role.value for role in Role} >= {"question", "answer", "also", "tags"}

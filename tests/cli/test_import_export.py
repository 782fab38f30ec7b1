"""`quiz import` and `quiz export`: what they print, and what they leave with."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Quiz = Callable[..., Result]


def test_a_table_is_imported_and_again(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    table.write_text("front,back,page\nHaus,house,1\nBaum,tree,2\n")
    done = quiz("import", str(table))
    assert done.exit_code == 0
    assert done.stdout == f"{decks / 'words.toml'}\n"
    assert done.stderr == "'words' (new): 2 cards added.\nLeft out: column page. --columns says what they mean.\n"
    table.write_text("front,back\nHaus,home\nBaum,tree\nWeg,\n")
    again = quiz("import", str(table))
    assert again.exit_code == 1
    assert again.stderr == (
        "'words': 0 cards added, 1 updated, 1 unchanged.\n1 row left out:\n  line 4: There is no answer.\n"
    )
    shown = json.loads(quiz("import", str(table), "--dry-run", "--json").stdout)
    assert shown["decks"][0]["unchanged"] == 2
    assert shown["faults"] == [{"line": 4, "message": "There is no answer."}]


def test_standard_input_and_a_deck_of_choice(quiz: Quiz, decks: Path) -> None:
    done = quiz("import", "-", "--deck", "capitals", stdin=b"Chile?\tSantiago\r\n")
    assert (done.exit_code, done.stdout) == (0, f"{decks / 'capitals.toml'}\n")
    assert "Santiago" in (decks / "capitals.toml").read_text()
    assert quiz("import", "-", stdin=b"a,b\n").stdout == f"{decks / 'imported-cards.toml'}\n"


def test_what_cannot_be_is_told_with_the_exit_code_of_its_sort(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("a,b\n")
    one = tmp_path / "one.csv"
    one.write_text("alone\n")
    cases = {
        (str(tmp_path / "none.csv"),): (4, "There is no file"),
        (str(tmp_path),): (4, "is a folder"),
        (str(one),): (4, "no two columns"),
        (str(table), "--columns", "question,x"): (2, "A column cannot be 'x'."),
        (str(table), "--columns", "question=c"): (2, "No column is called 'c'."),
    }
    for args, (code, said) in cases.items():
        result = quiz("import", *args)
        assert (result.exit_code, result.stdout) == (code, "")
        assert said in result.stderr
    assert [path.name for path in decks.iterdir()] == ["capitals.toml"]


def test_an_article_is_no_table_unless_somebody_says_so(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "A harbour opens\n\nOn Monday, in Lorne, the mayor, Ada Holm, opened a harbour, quay and dock.\n\n"
        "It cost two million, she said.\n\nThe rest, which is paid by the state, comes later.\n"
    )
    before = sorted(decks.iterdir())
    refused = quiz("import", str(article))
    assert refused.exit_code == 4
    assert "its rows have from one to 6 columns." in refused.stderr
    assert "'quiz generate' makes cards of an article" in refused.stderr
    assert sorted(decks.iterdir()) == before
    assert "3 cards added" in quiz("import", str(article), "--columns", "question,answer").stderr


def test_many_bad_rows_are_counted(quiz: Quiz, decks: Path) -> None:
    done = quiz("import", "-", stdin=b"q,a\nx,y\n" + b"z,\n" * 30)
    assert "30 rows left out:" in done.stderr
    assert "and 10 more" in done.stderr
    assert len(done.stderr.splitlines()) == 23


def test_hostile_text_stays_text(quiz: Quiz, decks: Path) -> None:
    done = quiz("import", "-", "--deck", "\x1b[2Jx", stdin="a\x1b]0;t\x07\u202e,b\x9b2J\n,\x1b[2J\n".encode())
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output
    assert "\x1b" not in (decks / "x.toml").read_text()


def test_a_deck_is_exported(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    shown = quiz("export", "capitals")
    assert shown.exit_code == 0
    assert shown.stdout == (
        "id,kind,question,answer,also,wrong,evidence,tags\n"
        "peru,basic,What is the capital of Peru?,Lima,,,,\n"
        "chad,basic,What is the capital of Chad?,N'Djamena,,Abéché|Moundou|Sarh,,\n"
    )
    file = tmp_path / "c.csv"
    assert quiz("export", "capitals", "-o", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8") == shown.stdout
    assert quiz("export", "capitals", "-o", str(file)).exit_code == 3
    assert quiz("export", "nothing").exit_code == 2
    again = quiz("import", str(file), "--deck", "capitals", "--json")
    assert json.loads(again.stdout)["decks"][0]["unchanged"] == 2

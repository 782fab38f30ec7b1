"""Making decks from the command line; the analyser and its weights are the real ones."""

import json
import sqlite3
import subprocess
import tomllib
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import Result

Quiz = Callable[..., Result]
Program = Callable[..., subprocess.CompletedProcess[bytes]]

FIRST = "Reykjavik is the capital of Iceland. The National Library of Iceland is located in Reykjavik.\n\n"
SECOND = "The World Health Organization (WHO) was founded on April 7, 1948. Its staff works in many countries.\n"
THIRD = "The European Space Agency (ESA) was founded on May 30, 1975. Its staff builds satellites.\n"
MINE = "The Lindwurm Bridge was opened by Mayor Ada Holm in May 1931. "
TEXT = FIRST + SECOND

pytestmark = pytest.mark.usefixtures("decks")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "places.txt"
    path.write_text(TEXT)
    return path


def notes_of(path: Path) -> list[dict[str, object]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["card"]


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


class TestOneArticle:
    def test_becomes_a_deck_in_the_decks_folder(self, quiz: Quiz, article: Path, decks: Path) -> None:
        before = files_in(decks)
        result = quiz("generate", str(article))
        assert result.exit_code == 0, result.stderr
        (name,) = files_in(decks) - before
        notes = notes_of(decks / name)
        assert notes
        for note in notes:
            assert str(note["prompt"]) in result.stdout or note.get("kind") == "cloze"
            assert note["evidence"]
        assert str(decks / name) in result.stdout
        assert int(quiz("due").stdout) == 2 + len(notes)

    def test_leaves_out_a_template_whose_cards_were_put_away(self, quiz: Quiz, article: Path, decks: Path) -> None:
        usual = quiz("generate", str(article), "--dry-run", "--json")
        assert "held back" not in usual.stderr
        rule = min(card["rule"] for card in json.loads(usual.stdout)[0]["cards"])
        cards = "".join(
            f'[[card]]\nid = "s{number}"\nprompt = "Statement {number}?"\nanswer = "it"\nrule = "{rule}"\n'
            for number in range(40)
        )
        (decks / "old.toml").write_text(f'format = 1\nid = "old"\ntitle = "Old"\n{cards}')
        assert quiz("due").exit_code == 0
        with closing(sqlite3.connect(decks.parent / "quiz.db")) as database, database:
            database.execute("UPDATE card SET suspended = 1 WHERE id LIKE 'old/%'")
        held = quiz("generate", str(article), "--dry-run", "--json")
        assert rule not in {card["rule"] for card in json.loads(held.stdout)[0]["cards"]}
        said = f"The template {rule} is held back: 100% of its 40 cards were suspended or deleted."
        assert said in " ".join(held.stderr.split())
        assert said in quiz("stats", "--chart", "templates", "--plain").stdout
        all_of_them = quiz("generate", str(article), "--dry-run", "--json", "--all-templates")
        assert json.loads(all_of_them.stdout)[0]["cards"] == json.loads(usual.stdout)[0]["cards"]
        assert "held back" not in all_of_them.stderr

    def test_json_tells_the_same(self, quiz: Quiz, article: Path) -> None:
        (made,) = json.loads(quiz("generate", str(article), "--json").stdout)
        assert made["article"] == str(article)
        assert made["error"] is None
        assert made["added"] == len(notes_of(Path(made["path"])))
        assert {"id", "kind", "prompt", "answers", "distractors", "evidence", "as_of", "rule"} == set(made["cards"][0])
        assert "drops" not in made

    def test_names_its_article_so_that_it_is_found_from_everywhere(
        self, quiz: Quiz, article: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(article.parent)
        (made,) = json.loads(quiz("generate", article.name, "--json").stdout)
        source = tomllib.loads(Path(made["path"]).read_text(encoding="utf-8"))["source"]
        assert source["path"] == str(article)
        monkeypatch.chdir("/")
        (again,) = json.loads(quiz("generate", str(article), "--json").stdout)
        assert again["path"] == made["path"]

    def test_into_a_named_file(self, quiz: Quiz, article: Path, decks: Path, tmp_path: Path) -> None:
        before = files_in(decks)
        target = tmp_path / "new folder" / "mine.toml"
        target.parent.mkdir()
        assert quiz("generate", str(article), "-o", str(target)).exit_code == 0
        assert notes_of(target)
        assert files_in(decks) == before

    def test_onto_standard_output(self, quiz: Quiz, article: Path, decks: Path, tmp_path: Path) -> None:
        before = files_in(decks)
        target = tmp_path / "same.toml"
        quiz("generate", str(article), "-o", str(target))
        assert quiz("generate", str(article), "-o", "-").stdout == target.read_text(encoding="utf-8")
        assert files_in(decks) == before

    def test_from_standard_input(self, program: Program, article: Path) -> None:
        with article.open("rb") as file:
            done = program("generate", "-", "--title", "Piped", "--dry-run", "--json", stdin=file)
        (made,) = json.loads(done.stdout)
        assert (made["article"], made["title"]) == ("-", "Piped")
        assert made["cards"]

    def test_dry_run_saves_nothing(self, quiz: Quiz, article: Path, decks: Path, tmp_path: Path) -> None:
        before = files_in(decks)
        result = quiz("generate", str(article), "--dry-run", "-o", str(tmp_path / "not.toml"))
        assert "nothing was saved" in result.stdout
        assert files_in(decks) == before
        assert not (tmp_path / "not.toml").exists()

    def test_max_and_title(self, quiz: Quiz, article: Path) -> None:
        (made,) = json.loads(quiz("generate", str(article), "--max", "1", "--title", "Two places", "--json").stdout)
        assert (len(made["cards"]), made["title"]) == (1, "Two places")

    def test_as_of_is_the_day_of_the_source(self, quiz: Quiz, article: Path) -> None:
        (made,) = json.loads(quiz("generate", str(article), "--as-of", "2025-09-12", "--json").stdout)
        published = tomllib.loads(Path(made["path"]).read_text(encoding="utf-8"))["source"]["published"]
        assert published.isoformat() == "2025-09-12"

    def test_explain_gives_a_reason_for_every_drop(self, quiz: Quiz, article: Path) -> None:
        wish = ("generate", str(article), "--dry-run", "--explain", "--max", "1")
        (made,) = json.loads(quiz(*wish, "--json").stdout)
        assert made["drops"]
        shown = quiz(*wish).stdout
        for drop in made["drops"]:
            assert drop["rule"]
            assert drop["reason"]
            assert f"Left out by {drop['rule']}: " in shown
            assert drop["reason"] in shown

    def test_writes_nothing_into_the_home_folder(self, program: Program, article: Path, tmp_path: Path) -> None:
        empty = tmp_path / "somebody"
        empty.mkdir()
        assert program("generate", str(article), env={"HOME": str(empty)}).returncode == 0
        assert list(empty.iterdir()) == []


class TestAgain:
    def test_keeps_ids_edits_and_own_cards_and_adds_what_is_new(self, quiz: Quiz, article: Path) -> None:
        (first,) = json.loads(quiz("generate", str(article), "--title", "Places", "--json").stdout)
        path = Path(first["path"])
        prompt = next(card["prompt"] for card in first["cards"] if card["kind"] == "basic")
        edited = path.read_text(encoding="utf-8").replace(prompt, "My own words?") + (
            '\n# my own\n[[card]]\nid = "mine"\nprompt = "Mine?"\nanswer = "Yes"\n'
        )
        path.write_text(edited, encoding="utf-8")
        article.write_text(FIRST + THIRD)
        (second,) = json.loads(quiz("generate", str(article), "--title", "Places", "--json").stdout)
        assert second["path"] == first["path"]
        assert second["added"] > 0
        assert second["marked"] > 0
        text = path.read_text(encoding="utf-8")
        assert '\n# my own\n[[card]]\nid = "mine"\nprompt = "Mine?"\nanswer = "Yes"\n' in text
        assert "My own words?" in text
        assert prompt not in text
        assert len({note["id"] for note in notes_of(path)}) == len(notes_of(path))

    def test_of_the_same_article_changes_nothing(self, quiz: Quiz, article: Path) -> None:
        (first,) = json.loads(quiz("generate", str(article), "--json").stdout)
        before = Path(first["path"]).read_bytes()
        (second,) = json.loads(quiz("generate", str(article), "--json").stdout)
        assert (second["added"], second["marked"]) == (0, 0)
        assert Path(first["path"]).read_bytes() == before

    def test_of_a_revised_article_tells_what_it_did_and_a_look_tells_the_same(self, quiz: Quiz, article: Path) -> None:
        article.write_text(f"Two bodies\n\n{MINE}{SECOND}{THIRD}")
        (first,) = json.loads(quiz("generate", str(article), "--json").stdout)
        path = Path(first["path"])
        mine = next(card["prompt"] for card in first["cards"] if card["evidence"] == MINE.strip())
        edited = path.read_text(encoding="utf-8").replace(f'"{mine}"', '"My own words?"')
        path.write_text(edited, encoding="utf-8")
        article.write_text(f"Two bodies\n\n{MINE}{SECOND.replace('April 7, 1948', 'April 8, 1948')}")
        look = quiz("generate", str(article), "--dry-run").stdout.splitlines()[-1]
        assert path.read_text(encoding="utf-8") == edited
        told = quiz("generate", str(article)).stdout.splitlines()[-1]
        assert look.removesuffix("; nothing was saved.") == told.removesuffix(f" in {path}")
        for part in (" new", " updated", " tagged evidence-gone (", "1 as you edited it"):
            assert part in told
        after = {note["id"]: note for note in notes_of(path)}
        assert [note["prompt"] for note in after.values() if note["prompt"] == "My own words?"]
        founded = next(card["id"].split("/")[1] for card in first["cards"] if card["answers"][0][0] == "April 7, 1948")
        assert after[founded]["answer"] == "April 8, 1948"
        assert [note["evidence"] for note in after.values() if note.get("tags") == ["evidence-gone"]]

    def test_shows_what_is_new_and_what_is_changed(self, quiz: Quiz, article: Path) -> None:
        article.write_text(f"Two bodies\n\n{MINE}{SECOND}")
        quiz("generate", str(article))
        article.write_text(f"Two bodies\n\n{MINE}{SECOND.replace('April 7, 1948', 'April 8, 1948')}{THIRD}")
        told = quiz("generate", str(article)).stdout.splitlines()
        shown = {answer.strip(): asked[:2] for asked, answer in pairwise(told) if answer.startswith("      ")}
        assert shown["April 8, 1948"] == "~ "
        assert set(shown.values()) == {"~ ", "+ "}
        again = quiz("generate", str(article)).stdout.splitlines()
        assert [again[0], len(again)] == ["Two bodies", 2]

    def test_under_another_headline_goes_into_the_same_deck(self, quiz: Quiz, article: Path) -> None:
        article.write_text(f"One body\n\n{SECOND}{THIRD}")
        (first,) = json.loads(quiz("generate", str(article), "--json").stdout)
        article.write_text(f"Another body altogether\n\n{SECOND}{THIRD}")
        look = quiz("generate", str(article), "--dry-run").stdout.splitlines()
        (again,) = json.loads(quiz("generate", str(article), "--json").stdout)
        assert (again["deck"], again["path"], again["added"]) == (first["deck"], first["path"], 0)
        assert look[0] == again["title"] == "Another body altogether"
        path = Path(first["path"])
        deck = tomllib.loads(path.read_text(encoding="utf-8"))
        assert (deck["id"], deck["title"], deck["source"]["title"]) == (first["deck"], *[again["title"]] * 2)

    def test_under_a_title_of_ones_own_keeps_that(self, quiz: Quiz, article: Path) -> None:
        article.write_text(f"One body\n\n{SECOND}{THIRD}")
        (first,) = json.loads(quiz("generate", str(article), "--json").stdout)
        (named,) = json.loads(quiz("generate", str(article), "--title", "Health", "--json").stdout)
        assert (named["path"], named["title"], named["added"]) == (first["path"], "Health", 0)
        article.write_text(f"Another body\n\n{SECOND}{THIRD}")
        (again,) = json.loads(quiz("generate", str(article), "--json").stdout)
        assert (again["path"], again["title"]) == (first["path"], "Health")
        (anew,) = json.loads(quiz("generate", str(article), "--force", "--json").stdout)
        assert (anew["deck"], anew["path"], anew["title"]) == (first["deck"], first["path"], "Another body")

    def test_in_a_named_file_follows_another_headline(self, quiz: Quiz, article: Path, tmp_path: Path) -> None:
        target = tmp_path / "mine.toml"
        article.write_text(f"One body\n\n{SECOND}{THIRD}")
        assert quiz("generate", str(article), "-o", str(target)).exit_code == 0
        article.write_text(f"Another body\n\n{SECOND}{THIRD}")
        assert quiz("generate", str(article), "-o", str(target)).exit_code == 0
        assert tomllib.loads(target.read_text(encoding="utf-8"))["title"] == "Another body"

    def test_of_another_text_in_the_same_file_gets_a_deck_of_its_own(self, quiz: Quiz, article: Path) -> None:
        article.write_text(f"One body\n\n{FIRST}")
        (first,) = json.loads(quiz("generate", str(article), "--json").stdout)
        before = Path(first["path"]).read_bytes()
        article.write_text(f"Another body\n\n{SECOND}{THIRD}")
        (other,) = json.loads(quiz("generate", str(article), "--json").stdout)
        assert other["path"] != first["path"]
        assert Path(first["path"]).read_bytes() == before

    def test_leaves_out_what_was_deleted(self, quiz: Quiz, article: Path) -> None:
        (first,) = json.loads(quiz("generate", str(article), "--json").stdout)
        path = Path(first["path"])
        text = path.read_text(encoding="utf-8")
        start = text.index("[[card]]")
        path.write_text(text[:start] + text[text.index("[[card]]", start + 1) :], encoding="utf-8")
        (again,) = json.loads(quiz("generate", str(article), "--json").stdout)
        assert (again["added"], again["refused"]) == (0, 1)
        assert len(notes_of(path)) == len(first["cards"]) - 1
        done = path.read_bytes()
        quiz("generate", str(article))
        assert path.read_bytes() == done

    def test_another_deck_is_never_overwritten(self, quiz: Quiz, article: Path, decks: Path) -> None:
        target = decks / "capitals.toml"
        before = target.read_bytes()
        result = quiz("generate", str(article), "-o", str(target))
        assert result.exit_code == 3
        assert "another deck" in result.stderr
        assert target.read_bytes() == before

    def test_unless_it_is_forced(self, quiz: Quiz, article: Path, decks: Path) -> None:
        target = decks / "capitals.toml"
        assert quiz("generate", str(article), "-o", str(target), "--force").exit_code == 0
        assert "Lima" not in target.read_text(encoding="utf-8")


class TestSeveralArticles:
    def test_a_deck_for_each_text_of_a_folder(self, quiz: Quiz, tmp_path: Path) -> None:
        folder = tmp_path / "articles"
        (folder / "deep").mkdir(parents=True)
        (folder / "a.txt").write_text(TEXT)
        (folder / "deep" / "b.md").write_text(f"# Space\n\n{THIRD}")
        made = json.loads(quiz("generate", str(folder), "--json").stdout)
        assert [Path(one["article"]).name for one in made] == ["a.txt", "b.md"]
        assert len({one["path"] for one in made}) == 2
        assert made[1]["title"] == "Space"

    def test_are_named_beside_their_questions(self, quiz: Quiz, tmp_path: Path, article: Path) -> None:
        other = tmp_path / "space.txt"
        other.write_text(THIRD)
        shown = quiz("generate", str(article), str(other), "--dry-run", "--title", "News").stdout.splitlines()
        assert [line for line in shown if line.endswith("News")] == [f"{article}: News", f"{other}: News"]

    def test_of_one_title_are_not_mixed(self, quiz: Quiz, tmp_path: Path, decks: Path) -> None:
        names = []
        for number, text in enumerate((TEXT, THIRD), 1):
            path = tmp_path / f"{number}.txt"
            path.write_text(text)
            names.append(str(path))
        made = json.loads(quiz("generate", *names, "--title", "News", "--json").stdout)
        assert [one["deck"] for one in made] == ["news", "news.2"]
        assert [one["title"] for one in made] == ["News", "News (2)"]
        assert [Path(one["path"]).name for one in made] == ["news.toml", "news.2.toml"]
        assert all(card["id"].startswith(f"{one['deck']}/") for one in made for card in one["cards"])
        before = {path: path.read_bytes() for path in decks.iterdir()}
        again = json.loads(quiz("generate", *names, "--title", "News", "--json").stdout)
        assert [(one["deck"], one["added"]) for one in again] == [("news", 0), ("news.2", 0)]
        assert {path: path.read_bytes() for path in decks.iterdir()} == before

    def test_under_other_headlines_go_into_the_same_decks(self, quiz: Quiz, tmp_path: Path, decks: Path) -> None:
        folder = tmp_path / "news"
        folder.mkdir()
        for name, text in (("a", MINE + SECOND), ("b", FIRST)):
            (folder / f"{name}.txt").write_text(f"Headline of {name}\n\n{text}")
        first = json.loads(quiz("generate", str(folder), "--max", "1", "--json").stdout)
        files = files_in(decks)
        for name, text in (("a", MINE + SECOND), ("b", FIRST)):
            (folder / f"{name}.txt").write_text(f"Today: {name}\n\n{THIRD}{text}")
        again = json.loads(quiz("generate", str(folder), "--max", "1", "--json").stdout)
        assert [one["path"] for one in again] == [one["path"] for one in first]
        assert [one["title"] for one in again] == ["Today: a", "Today: b"]
        assert files_in(decks) == files

    def test_a_bad_one_does_not_stop_the_others(self, quiz: Quiz, tmp_path: Path, article: Path) -> None:
        bad = tmp_path / "bad.txt"
        bad.write_bytes(b"\xff\xff\xff")
        result = quiz("generate", str(bad), str(article), "--json")
        assert result.exit_code == 4
        assert "bad.txt" in result.stderr
        failed, made = json.loads(result.stdout)
        assert failed["error"]
        assert Path(made["path"]).exists()

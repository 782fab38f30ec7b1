"""A deck file or a backup from a stranger writes nothing outside the decks folder and runs nothing."""

import io
import tarfile
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.collection.restoring import put_back
from quiz.config import Settings
from quiz.errors import QuizError
from quiz.paths import Paths
from quiz.store.backup import DECKS, Reason
from tests.clock import Clock
from tests.unit.test_collection import clock, paths

__all__ = ["clock", "paths"]

NAMES = [
    "../../evil",
    "/quiz-evil",
    "..",
    "a/../../../evil",
    "~/evil",
    "$(touch evil)",
    "`touch evil`",
    "-rf",
    "|sh",
]


def outside(tmp_path: Path) -> dict[str, bytes | None]:
    found = (path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / "home"))
    return {str(path): path.read_bytes() if path.is_file() else None for path in found}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("names_itself", [True, False])
def test_what_a_deck_calls_itself_is_no_path(
    *, names_itself: bool, name: str, paths: Paths, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "evil.txt").write_text("left alone")
    before = outside(tmp_path)
    (paths.decks / "rivers.toml").unlink()
    file = paths.decks / "stranger.toml"
    head = f"id = {name!r}\n" if names_itself else ""
    card = f'[[card]]\nid = {name!r}\nprompt = "p"\nanswer = "a"\n[[card]]\nprompt = "q"\nanswer = "a"\n'
    file.write_text(f"{head}title = {name!r}\n[source]\npath = {name!r}\n{card}")
    with Collection.open(paths, Settings(), clock=clock) as collection:
        for step in (
            collection.start,
            lambda: collection.check(fix=True),
            lambda: collection.shelf.rename(file, name + "x"),
            lambda: collection.shelf.move(file, name),
            lambda: collection.shelf.move(file, "folder/"),
            lambda: collection.shelf.delete(paths.decks / "folder" / "stranger.toml"),
            lambda: collection.shelf.restore(collection.shelf.trash()[0]),
            lambda: collection.shelf.create(name),
            lambda: collection.backups.now(Reason.HAND),
        ):
            try:
                step()
            except (QuizError, IndexError):
                continue  # refused, which is as good
    assert outside(tmp_path) == before
    assert not Path("/quiz-evil").exists()
    assert not Path("/quiz-evil.toml").exists()


def test_a_backup_with_places_outside_puts_nothing_there(paths: Paths, clock: Clock, tmp_path: Path) -> None:
    with Collection.open(paths, Settings(), clock=clock) as collection:
        backup = collection.backups.now(Reason.HAND)
    with tarfile.open(backup.path / DECKS, "w:gz") as archive:
        for name in (
            "../../evil.toml",
            str(tmp_path / "evil.toml"),
            "a/../../../evil.toml",
            ".hidden.toml",
            "good.toml",
        ):
            member = tarfile.TarInfo(name)
            member.size = 4
            archive.addfile(member, io.BytesIO(b"evil"))
        link = tarfile.TarInfo("link.toml")
        link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path / "evil.toml")
        archive.addfile(link)
    before = outside(tmp_path)
    done = put_back(paths, backup, clock(), decks=True)
    assert outside(tmp_path) == before
    assert done.decks == (paths.decks / "good.toml",)
    assert len(done.problems) == 4
    assert not (paths.decks / "link.toml").is_symlink()

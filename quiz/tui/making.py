"""Runs the process that makes decks, and ends it when nobody waits for it any more."""

import asyncio
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from quiz.errors import GenerateError, QuizError
from quiz.maker import HEAD, Fetch, Order, Told, pack

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.tui.screens.base import QuizScreen

_ROOT = str(Path(__file__).parents[2])
# Without -P a module in the folder that quiz was started in could take the place of one of ours.
_RUN = "import sys; sys.path[:] = [*sys.argv[1:], *sys.path]; from quiz.maker import main; main()"


def weights_of(screen: "QuizScreen[Any]", collection: "Collection", model: object) -> Mapping[str, float]:
    """Return what candidates of some templates are worth, and have the screen say which are worth less, and why.

    Where a language model is asked, what it proposes is worth the same, whatever template it is like.
    """
    from quiz.stats.templates import weights  # noqa: PLC0415 - what is fetched needs none

    if model is not None:
        return {}
    try:
        verdicts = collection.templates.verdicts()
    except QuizError as error:
        screen.tell(error)
        return {}
    if verdicts:
        told = [verdict.said for verdict in verdicts]
        screen.say(" ".join([*told, "'quiz generate --all-templates' lets all be worth the same."]))
    return weights(verdicts)


async def make(order: Order | Fetch) -> AsyncGenerator[Told]:
    """Yield what the process tells until it is done; closing this, or its task, ends the process at once.

    Raises GenerateError when the process ends before it is done.
    """
    where = [] if _ROOT in sys.path and "site-packages" in _ROOT else [_ROOT]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-c", _RUN, *where), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
    )
    assert process.stdin is not None  # noqa: S101 - both were asked for
    assert process.stdout is not None  # noqa: S101
    try:
        with suppress(OSError):  # a process that ended at once is told of below
            process.stdin.write(pack(order))
            await process.stdin.drain()
            process.stdin.close()
        while head := await process.stdout.read(1):
            head += await process.stdout.readexactly(HEAD - 1)
            data = await process.stdout.readexactly(int.from_bytes(head, "big"))
            yield cast("Told", pickle.loads(data))  # noqa: S301 - our own program's
        code = await process.wait()
    except asyncio.IncompleteReadError:
        code = await process.wait() or 1
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await asyncio.shield(process.wait())
    if code:
        raise GenerateError(
            "The process that makes questions ended before it was done; perhaps the memory was full.",
            hint="Try again, or run 'quiz generate' in the shell, which tells more.",
        )

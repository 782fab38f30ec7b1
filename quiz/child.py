"""A process of ours that can be killed at any moment: it is asked on its standard input and tells on its output."""

import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

LENGTH = 8
"""Bytes before each message that tell how long it is."""
_CHUNK = 1 << 16
_LOOK = 5.0
"""Seconds that are waited in one go; when they took longer, nobody waited."""
_ROOT = str(Path(__file__).parents[1])
# Without -P a module in the folder that quiz was started in could take the place of one of ours.
_RUN = "import sys; sys.path[:] = [*sys.argv[1:], *sys.path]; from {} import main; main()"


class EndedError(Exception):
    """The process is not there any more, or has to be ended."""

    def __init__(self, *, late: bool = False) -> None:
        """Tell whether it is there, but did not tell anything in time."""
        super().__init__()
        self.late = late


class Child:
    """A process that runs ``main`` of a module, seen from here."""

    def __init__(self, module: str) -> None:
        """Begin the process. Raises OSError when the system has no room for one."""
        where = [] if _ROOT in sys.path and "site-packages" in _ROOT else [_ROOT]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            (sys.executable, "-P", "-c", _RUN.format(module), *where),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # an interrupt is for us
        )

    def send(self, *messages: bytes) -> None:
        """Send messages; EndedError when nobody is there."""
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - it was asked for
        try:
            for message in messages:
                stdin.write(framed(message))
            stdin.flush()
        except (OSError, ValueError) as problem:  # a pipe that was closed from here is no file any more
            raise EndedError from problem

    @property
    def is_there(self) -> bool:
        """Whether the process has not come to its end."""
        return self._process.poll() is None

    def take(self, within: float, most: int) -> bytes:
        """Return the next message, of at most so many bytes; EndedError when there is none ``within`` some seconds."""
        left = _Left(within)
        size = int.from_bytes(self._take(LENGTH, left), "big")
        if size > most:
            raise EndedError
        return self._take(size, left)

    def _take(self, size: int, left: "_Left") -> bytes:
        stdout = self._process.stdout
        assert stdout is not None  # noqa: S101 - it was asked for
        taken = bytearray()
        try:
            while len(taken) < size:
                if not left.wait(stdout):
                    raise EndedError(late=True)
                part = os.read(stdout.fileno(), min(_CHUNK, size - len(taken)))
                if not part:
                    raise EndedError
                taken += part
        except (OSError, ValueError) as problem:
            raise EndedError from problem
        return bytes(taken)

    def kill(self) -> None:
        """Stop the process, whatever it does; who waits for it learns so, and ends it."""
        self._process.kill()

    def end(self) -> None:
        """Stop the process and let go of it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


class _Left:
    """How long a message is waited for still. Time in which this program was stopped, as by ctrl+z, does not count."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def wait(self, stdout: IO[bytes]) -> bool:
        """Wait until there is something to read, and tell whether there is."""
        poll = select.poll()  # `select` itself knows no more than a thousand files
        poll.register(stdout, select.POLLIN)
        while True:
            step = max(0.0, min(_LOOK, self._seconds))
            begun = time.monotonic()
            if poll.poll(step * 1000):
                # What came is taken, however long ago that was.
                self._seconds -= min(time.monotonic() - begun, step)
                return True
            self._seconds -= step
            if self._seconds <= 0:
                return False


def framed(message: bytes) -> bytes:
    """Return a message as it is sent."""
    return len(message).to_bytes(LENGTH, "big") + message

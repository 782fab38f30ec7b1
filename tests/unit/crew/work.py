"""What processes are given to do in tests; it is imported there by its name."""

import os
import signal
import time
from pathlib import Path

from quiz.crew.hand import LostError, allow, ask


def work(task: str) -> str:
    """Do what the first word of a task says."""
    name, _, rest = task.partition(" ")
    match name:
        case "loop":
            allow(0.2)
            while True:
                time.sleep(0.01)
        case "swell":
            return str(len(b"x" * 10**12))
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "crash-once":
            if not Path(rest).exists():
                Path(rest).touch()
                os._exit(1)
        case "ask":
            return " ".join(str(ask(word)) for word in rest.split())
        case "print":
            print("no answer", flush=True)  # noqa: T201 - libraries do
        case "process":
            return str(os.getpid())
    return task.upper()


def lost(task: str, error: LostError) -> str:
    return f"{task.partition(' ')[0]} was lost: {error.loss}"

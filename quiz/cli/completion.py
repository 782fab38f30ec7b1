"""``quiz completion``: the scripts that let a shell complete commands, options and decks."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from quiz.cli import console

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}

EPILOG = """\b
Set it up once:
  bash   echo 'eval "$(quiz completion bash)"' >> ~/.bashrc
  zsh    echo 'eval "$(quiz completion zsh)"' >> ~/.zshrc    (after compinit)
  fish   quiz completion fish > ~/.config/fish/completions/quiz.fish

Then start a new shell.
"""


@click.command(epilog=EPILOG)
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
def completion(shell: str) -> None:
    """Print the script that completes commands, options and names of decks in SHELL."""
    root = click.get_current_context().find_root().command
    console.write(SHELLS[shell](root, {}, "quiz", "_QUIZ_COMPLETE").source())

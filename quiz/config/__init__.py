"""The settings: what can be set, in which range, what it means, and where each value comes from."""

from quiz.config.reading import Origin, Settings, assemble, read_settings, read_text, reread_settings
from quiz.config.table import DEFAULT_THEME, SETTINGS, Setting, setting_named
from quiz.config.values import read_duration

__all__ = [
    "DEFAULT_THEME",
    "SETTINGS",
    "Origin",
    "Setting",
    "Settings",
    "assemble",
    "read_duration",
    "read_settings",
    "read_text",
    "reread_settings",
    "setting_named",
]

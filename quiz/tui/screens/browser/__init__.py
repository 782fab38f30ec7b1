"""The browser: all cards, searched, sorted, looked at and changed many at once."""

from quiz.tui.screens.browser.screen import BrowserScreen

__all__ = ["BrowserScreen"]

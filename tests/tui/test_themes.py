"""The themes: enough contrast in each of them, and the one that fits the terminal without being asked for."""

import pytest
from textual.theme import Theme
from tui_room import CAPITALS, MakeCollection

from quiz.tui.app import home_app
from quiz.tui.themes import DARK, LIGHT, THEMES, fitting

READABLE = 4.5
VISIBLE = 3.0


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as the WCAG computes it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _grounds(theme: Theme) -> dict[str, str]:
    names = ("block-cursor-background", "block-cursor-blurred-background", "block-hover-background")
    grounds = {"background": theme.background, "surface": theme.surface, "panel": theme.panel}
    assert all(grounds.values())
    return {
        **{name: str(ground) for name, ground in grounds.items()},
        **{name: theme.variables[name] for name in names},
    }


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_of_every_colour_can_be_read_on_every_ground(theme: Theme) -> None:
    inks = {name: theme.variables[name] for name in ("quiet", "border", "block-cursor-foreground")}
    inks |= {name: getattr(theme, name) for name in ("foreground", "primary", "secondary", "accent")}
    inks |= {name: getattr(theme, name) for name in ("success", "warning", "error")}
    for ground, behind in _grounds(theme).items():
        if ground == "panel":
            continue  # boxes hold text only
        for name, ink in inks.items():
            assert contrast(ink, behind) >= READABLE, f"{name} on {ground}"
    assert contrast(theme.variables["input-cursor-foreground"], theme.variables["input-cursor-background"]) >= READABLE
    assert contrast(str(theme.foreground), str(theme.panel)) >= READABLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_lines_and_bars_can_be_seen(theme: Theme) -> None:
    for name in ("faint", "border-blurred", "scrollbar"):
        for ground in (theme.background, theme.surface):
            assert contrast(theme.variables[name], str(ground)) >= VISIBLE, name


def test_there_are_light_and_dark_themes_with_names_of_their_own() -> None:
    assert len({theme.name for theme in THEMES}) == len(THEMES) >= 6
    assert {theme.dark for theme in THEMES} == {True, False}


@pytest.mark.parametrize(
    ("tells", "theme"),
    [
        ("", DARK),
        ("15;0", DARK),
        ("0;15", LIGHT),
        ("0;default;15", LIGHT),
        ("0;7", LIGHT),
        ("7;8", DARK),
        ("0;x", DARK),
        ("0;default", DARK),
    ],
)
def test_without_being_told_the_theme_follows_the_terminal(tells: str, theme: Theme) -> None:
    assert fitting({"COLORFGBG": tells} if tells else {}) is theme


@pytest.mark.parametrize(
    ("setting", "variables", "theme"),
    [
        ("auto", {}, "quiz-dark"),
        ("auto", {"COLORFGBG": "0;15"}, "quiz-light"),
        ("auto", {"COLORFGBG": "0;15", "TEXTUAL_THEME": "nord"}, "nord"),
        ("auto", {"TEXTUAL_THEME": "none of that name"}, "quiz-dark"),
        ("quiz-tide", {"COLORFGBG": "0;15", "TEXTUAL_THEME": "nord"}, "quiz-tide"),
        ("none of that name", {}, "quiz-dark"),
    ],
)
async def test_the_setting_wins_over_what_the_terminal_tells(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch, setting: str, variables: dict[str, str], theme: str
) -> None:
    for name in ("COLORFGBG", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    app = home_app(collect(capitals=CAPITALS, theme=setting))
    async with app.run_test():
        assert app.theme == theme

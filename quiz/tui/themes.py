"""The themes of quiz: calm grounds, one accent, muted signal colours, and enough contrast to read each of them by.

Each is made of the same few colours. Text of every colour stands out from every ground it can be on by 4.5 to 1, lines
and bars by 3 to 1, as the WCAG asks; tests compute it.
"""

from collections.abc import Mapping

from textual.theme import BUILTIN_THEMES, Theme

from quiz.model.text import one_line

AUTO = "auto"
"""The name that stands for the dark or the light theme, whichever fits the terminal."""


def _theme(
    name: str,
    *,
    grounds: tuple[str, str, str],
    cursor: tuple[str, str],
    ink: tuple[str, str, str],
    calm: tuple[str, str],
    signals: tuple[str, str, str],
) -> Theme:
    """Make a theme.

    ``grounds`` are that of the screen, of bars and of boxes; ``cursor`` those of the line the cursor is on, with and
    without the focus; ``ink`` text, text that stands back, and lines; ``calm`` the colours of headings and of a second
    voice; ``signals`` those of what went well, of what wants attention, which is also the accent, and of what failed.
    """
    background, surface, panel = grounds
    at, near = cursor
    text, quiet, faint = ink
    heading, second = calm
    well, attention, failed = signals
    return Theme(
        name=name,
        primary=heading,
        secondary=second,
        accent=attention,
        foreground=text,
        background=background,
        surface=surface,
        panel=panel,
        success=well,
        warning=attention,
        error=failed,
        dark=_is_dark(background),
        variables={
            "block-cursor-background": at,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": near,
            "block-hover-background": near,
            "input-cursor-background": attention,
            "input-cursor-foreground": background,
            "input-selection-background": f"{heading} 30%",
            "border": heading,
            "border-blurred": faint,
            "scrollbar": faint,
            "scrollbar-background": background,
            "scrollbar-corner-color": background,
            "scrollbar-hover": quiet,
            "scrollbar-active": heading,
            "quiet": quiet,
            "faint": faint,
        },
    )


def _is_dark(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red + green + blue < 3 * 128


DARK = _theme(
    "quiz-dark",  # chalk on slate
    grounds=("#16191f", "#1d2129", "#282e39"),
    cursor=("#2c3645", "#232a35"),
    ink=("#d9dce3", "#9aa3b2", "#667186"),
    calm=("#8fb3d9", "#b7a3d6"),
    signals=("#93c48b", "#e2b96f", "#e58f8f"),
)
LIGHT = _theme(
    "quiz-light",  # ink on paper
    grounds=("#f8f5ee", "#efeade", "#e6e0d1"),
    cursor=("#dce6ee", "#e9e4d8"),
    ink=("#24272e", "#575b65", "#867f70"),
    calm=("#285783", "#624890"),
    signals=("#2a6535", "#7a4f08", "#9b2f2f"),
)
EMBER = _theme(
    "quiz-ember",  # a room lit by a fire
    grounds=("#1d1714", "#261e1a", "#332823"),
    cursor=("#43332a", "#31261f"),
    ink=("#ebdfd3", "#b5a294", "#857060"),
    calm=("#e8a87c", "#d6a3b0"),
    signals=("#a9bf7e", "#f0c268", "#ef9583"),
)
FOREST = _theme(
    "quiz-forest",  # under trees, early
    grounds=("#131a16", "#1a231e", "#25312a"),
    cursor=("#2b3d33", "#202c25"),
    ink=("#d8e2d8", "#98aa9c", "#65796b"),
    calm=("#8cc9a8", "#b9b48a"),
    signals=("#9ecb7c", "#e0c06c", "#e79a86"),
)
TIDE = _theme(
    "quiz-tide",  # deep water, far from land
    grounds=("#0e1a24", "#142430", "#1d3240"),
    cursor=("#1f3c4e", "#182e3c"),
    ink=("#d5e3ea", "#94acb8", "#5f7d8c"),
    calm=("#7cc0d8", "#a8b2e6"),
    signals=("#86cba6", "#e6c37a", "#f09a9a"),
)
PLUM = _theme(
    "quiz-plum",  # the hour after sunset
    grounds=("#1c1622", "#251d2d", "#32283c"),
    cursor=("#40324e", "#30263a"),
    ink=("#e4dcea", "#ac9fb8", "#7d6e8b"),
    calm=("#c9a5ea", "#92b4ea"),
    signals=("#9cc79a", "#e8bc7c", "#f09aa8"),
)
SEPIA = _theme(
    "quiz-sepia",  # an old book
    grounds=("#f1e4cb", "#e8d9bb", "#decca9"),
    cursor=("#e6d0a4", "#eadbbd"),
    ink=("#3a2c1c", "#62503a", "#8a7353"),
    calm=("#6d3f1e", "#5b4478"),
    signals=("#3c5c1e", "#7a4400", "#952a1e"),
)
MIST = _theme(
    "quiz-mist",  # a cool, overcast morning
    grounds=("#eef2f5", "#e3e9ee", "#d6dfe6"),
    cursor=("#cfe0ec", "#dce5ec"),
    ink=("#1f2a33", "#4c5b68", "#75858f"),
    calm=("#1b5a7a", "#544a92"),
    signals=("#1f6446", "#7a4a12", "#9a2b40"),
)
BLACK = _theme(
    "quiz-black",  # the most contrast, light on dark
    grounds=("#000000", "#121212", "#242424"),
    cursor=("#2f3f52", "#262626"),
    ink=("#ffffff", "#c8ccd2", "#8a8f98"),
    calm=("#a8d1ff", "#dcc4ff"),
    signals=("#9df08c", "#ffd866", "#ffa3a3"),
)
WHITE = _theme(
    "quiz-white",  # the most contrast, dark on light
    grounds=("#ffffff", "#f2f2f2", "#e4e4e4"),
    cursor=("#d3e4fb", "#e9e9e9"),
    ink=("#000000", "#3d4248", "#6d737b"),
    calm=("#003f80", "#46228a"),
    signals=("#0f5220", "#6a3d00", "#8f0f1a"),
)

THEMES = (DARK, LIGHT, EMBER, FOREST, TIDE, PLUM, BLACK, SEPIA, MIST, WHITE)


def fitting(env: Mapping[str, str]) -> Theme:
    """Return the usual theme for a terminal: the light one when ``COLORFGBG`` tells of a light ground."""
    ground = env.get("COLORFGBG", "").rpartition(";")[2].strip()
    # The numbers are those of the 16 colours: 7 is light grey, 9 to 15 the bright ones; 8 is dark grey.
    light = ground.isascii() and ground.isdigit() and (int(ground) == 7 or 9 <= int(ground) <= 15)  # noqa: PLR2004
    return LIGHT if light else DARK


def no_theme(name: str) -> tuple[str, ...]:
    """Return what to say of a theme that there is not; nothing of one that there is."""
    known = {AUTO, *BUILTIN_THEMES, *(theme.name for theme in THEMES)}
    return () if name in known else (f"There is no theme {one_line(repr(name))[:40]}.",)

"""Which language a text is in: told by its letters and, where many languages share them, by its smallest words."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from quiz.generate.wordlists import languages

ENGLISH = "English"
MADE = frozenset({ENGLISH})
"""The languages that questions can be made in."""

PROSE = 0.15
"""Share of function words below which a text is no English prose; articles have 0.35 to 0.45, those with tables 0.2."""
_OTHER = 2
"""How many times as many function words of another language than English ones a text in it has at least."""
_LEAST = 0.06
"""Share of function words below which nothing is told: lists are short, and endings say in many languages what in
English small words do."""
_READ = 4_000
"""Letters by which a script is told."""
_MOSTLY = 0.5
_KANA = 0.05
"""Share of Japanese letters among Chinese ones, at least, in a Japanese text."""
_HARD_SIGNS = 0.005
"""Share of the hard sign in Bulgarian, at least; in Russian it is rarer."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_CODES = {
    "Afrikaans": "af", "Albanian": "sq", "Amharic": "am", "Arabic": "ar", "Armenian": "hy", "Basque": "eu",
    "Belarusian": "be", "Bengali": "bn", "Bulgarian": "bg", "Burmese": "my", "Catalan": "ca", "Chinese": "zh",
    "Croatian": "hr", "Czech": "cs", "Danish": "da", "Dutch": "nl", "English": "en", "Esperanto": "eo",
    "Estonian": "et", "Finnish": "fi", "French": "fr", "Galician": "gl", "Georgian": "ka", "German": "de",
    "Greek": "el", "Gujarati": "gu", "Hebrew": "he", "Hindi": "hi", "Hungarian": "hu", "Icelandic": "is",
    "Indonesian": "id", "Irish": "ga", "Italian": "it", "Japanese": "ja", "Kannada": "kn", "Kazakh": "kk",
    "Khmer": "km", "Korean": "ko", "Lao": "lo", "Latin": "la", "Latvian": "lv", "Lithuanian": "lt",
    "Macedonian": "mk", "Malayalam": "ml", "Norwegian": "no", "Persian": "fa", "Polish": "pl", "Portuguese": "pt",
    "Punjabi": "pa", "Romanian": "ro", "Russian": "ru", "Serbian": "sr", "Sinhala": "si", "Slovak": "sk",
    "Slovene": "sl", "Spanish": "es", "Swahili": "sw", "Swedish": "sv", "Tagalog": "tl", "Tamil": "ta",
    "Telugu": "te", "Thai": "th", "Tibetan": "bo", "Turkish": "tr", "Ukrainian": "uk", "Urdu": "ur",
    "Vietnamese": "vi", "Welsh": "cy",
}  # fmt: skip
_NAMES = {code: name for name, code in _CODES.items()}

_SCRIPTS = (
    (0x0370, 0x03FF, "Greek"), (0x1F00, 0x1FFF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"), (0x0600, 0x077F, "Arabic"), (0x0900, 0x097F, "Hindi"), (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Punjabi"), (0x0A80, 0x0AFF, "Gujarati"), (0x0B80, 0x0BFF, "Tamil"), (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"), (0x0D00, 0x0D7F, "Malayalam"), (0x0D80, 0x0DFF, "Sinhala"), (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Lao"), (0x0F00, 0x0FFF, "Tibetan"), (0x1000, 0x109F, "Burmese"), (0x10A0, 0x10FF, "Georgian"),
    (0x1100, 0x11FF, "Korean"), (0x1200, 0x137F, "Amharic"), (0x1780, 0x17FF, "Khmer"), (0x3040, 0x30FF, "Kana"),
    (0x3400, 0x9FFF, "Chinese"), (0xAC00, 0xD7AF, "Korean"), (0x20000, 0x3FFFF, "Chinese"),
)  # fmt: skip
"""Letters beyond the Latin ones, and whose they are."""
_CYRILLIC = (
    ("ў", "Belarusian"), ("іїєґ", "Ukrainian"), ("ѓќѕ", "Macedonian"), ("ђћјљњџ", "Serbian"), ("әғқңөұүһ", "Kazakh"),
)  # fmt: skip
_ARABIC = (("ٹڈڑےں", "Urdu"), ("پچژگ", "Persian"))
"""Letters that tell languages of one script apart."""


def named(language: str) -> str | None:
    """Return the name of a language that is told by its name or its code, as ``en`` or ``en-GB``; else ``None``."""
    said = language.strip()
    code = re.split(r"[-_]", said.lower(), maxsplit=1)[0]
    return _NAMES.get(code) or next((name for name in _CODES if name.casefold() == said.casefold()), None)


def code_of(language: str) -> str:
    """Return the code of a language that has a name here."""
    return _CODES[language]


def find_language(text: str) -> str | None:
    """Return the name of the language of a text; ``None`` when it cannot be told."""
    script = _by_script(text)
    if script is not None:
        return script
    words = Counter(word.casefold() for word in _WORD.findall(text))
    if not words:
        return None
    english = share(words, ENGLISH)
    shares = {name: share(words, name) for name in languages() if name != ENGLISH}
    other = max(shares, key=lambda name: shares[name])
    least = PROSE if english >= PROSE else _LEAST
    if shares[other] >= max(least, _OTHER * english):
        return other
    return ENGLISH if english >= PROSE else None


def share(words: Counter[str], language: str) -> float:
    """Return the share of the words, with how often each stands there, that are the most frequent of a language."""
    return sum(words[word] for word in languages()[language]) / words.total()


def _by_script(text: str) -> str | None:
    """Return the language whose letters most of a text is written in, if they are not Latin."""
    letters = list(islice(filter(str.isalpha, text), _READ))
    scripts = Counter(_script(letter) for letter in letters)
    del scripts[""]
    kana = scripts.pop("Kana", 0)
    scripts["Chinese"] += kana
    if scripts.total() <= _MOSTLY * len(letters):
        return None
    script = max(scripts, key=lambda name: scripts[name])
    seen = "".join(letters).casefold()
    if script == "Chinese":
        return "Japanese" if kana > _KANA * len(letters) else script
    if script == "Arabic":
        return _by_letters(seen, _ARABIC) or script
    if script == "Cyrillic":
        bulgarian = seen.count("ъ") > _HARD_SIGNS * len(seen) and not set("ыэ") & set(seen)
        return _by_letters(seen, _CYRILLIC) or ("Bulgarian" if bulgarian else "Russian")
    return script


def _script(letter: str) -> str:
    point = ord(letter)
    return next((name for first, last, name in _SCRIPTS if first <= point <= last), "")


def _by_letters(seen: str, letters: Sequence[tuple[str, str]]) -> str | None:
    """Return the first language whose own letters are more in a text than a foreign name brings."""
    counts = ((name, sum(map(seen.count, own))) for own, name in letters)
    return next((name for name, count in counts if count > len(seen) // 200), None)

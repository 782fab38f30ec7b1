"""Brings an answer and what was typed to a common form, so that spelling habits do not count as mistakes.

Folding goes in steps, each a function of its own: characters (`fold`), letters (`bare`, `latin`), words (`words`).
Signs that change the meaning stay: ``+`` and ``#`` (C, C++, C#), ``%``, a minus sign, a decimal point, an exponent.
"""

import re
import unicodedata

_OPTIONAL_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")
"""Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. Marks of other scripts are letters."""
_SUPERSCRIPT = re.compile(r"(?<=[0-9])[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_APOSTROPHES = re.compile("['’‘ʼʻ`´′]")
_AND = re.compile(r"\s['’‘]n['’‘]?\s")
_MINUS = re.compile(r"(?:^|(?<=\s))[-−–](?=[0-9])")
_ABBREVIATION_DOT = re.compile(r"(?<=[^\W\d])\.(?=[^\W\d]|\s|$|,)")
_DECIMAL_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])|(?:^|(?<=\s))\.(?=[0-9])")
_ALL_BUT = re.compile(r"\b(all|every|everything|everyone|everybody) (?:except|save)(?: for)?\b")
_LETTER_SIGNS = re.compile(r"(?<=\w)([+#]+)|(?<=[0-9])\s*(%)")
_KEPT_SIGNS = frozenset("+#%^")
_SURROGATES = re.compile("[\ud800-\udfff]")
_POINT = "\ue000"

_SAME_WORDS = {
    "st": "saint", "ste": "saint", "mt": "mount", "%": "percent", "grey": "gray", "aluminium": "aluminum",
    "plough": "plow", "sceptic": "skeptic", "tyre": "tire", "tyres": "tires", "cheque": "check", "jewellery": "jewelry",
    "moustache": "mustache", "mould": "mold", "ageing": "aging", "artefact": "artifact", "pyjamas": "pajamas",
}  # fmt: skip
"""Words and signs that are written in two ways."""
_ARTICLES = frozenset(("the", "a", "an"))
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18",
    "xix": "19", "xx": "20", "xxi": "21",
}  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_AMERICAN = (
    (re.compile(r"is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ful|able|ite|hood)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[bcdt])re$"), "er"),
    (re.compile(r"(?<=[a-z]{3})ence$"), "ense"),
    (re.compile(r"(?<=[a-z]{2}ogra)mme$"), "m"),
    (re.compile(r"(?<=[a-z]og)ue$"), ""),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
)


def fold(text: str) -> str:
    """Return ``text`` in NFKC, without case, with runs of white space as one space; lone surrogates are replaced."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = _SURROGATES.sub("\ufffd", text)
    kept = _SUPERSCRIPT.sub(lambda match: "^" + unicodedata.normalize("NFKC", match[0]), text)
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kept).casefold()).split())


def bare(text: str) -> str:
    """Return ``text`` without accents and other marks that writers may leave out."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _OPTIONAL_MARKS.sub("", unicodedata.normalize("NFD", text)))


def latin(text: str) -> str:
    """Return ``text`` in plain ASCII letters; other scripts are written by sound, e.g. ``Москва`` as ``Moskva``."""
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 - 14 ms that only accented answers need

    return anyascii(text).casefold()


def spell_out_umlauts(text: str) -> str:
    """Return ``text`` with ä, ö, ü, å and ø as two letters each, the other usual way to write them."""
    return unicodedata.normalize("NFC", text).translate(_UMLAUTS)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a folded text: no punctuation, no quotes, hyphens as spaces, ``&`` as ``and``."""
    text = _APOSTROPHES.sub("", _AND.sub(" and ", text)).replace("&", " and ")
    text = _MINUS.sub("minus ", text)
    text = _DECIMAL_POINT.sub(_POINT, text)
    text = _ABBREVIATION_DOT.sub("", text)
    text = _LETTER_SIGNS.sub(lambda match: match[1] or " percent", text)
    spaced = "".join(" " if _is_punctuation(sign) else sign for sign in text).replace(_POINT, ".")
    spaced = _ALL_BUT.sub(r"\1 but", " ".join(spaced.split()).replace("per cent", "percent"))
    return tuple(_SAME_WORDS.get(word, word) for word in spaced.split())


def _is_punctuation(sign: str) -> bool:
    return sign not in _KEPT_SIGNS and unicodedata.category(sign)[0] == "P"


def without_articles(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``tokens`` without a leading article and without any ``the``; a last word stays (``Vitamin A``)."""
    if len(tokens) > 1 and tokens[0] in _ARTICLES:
        tokens = tokens[1:]
    return tuple(word for place, word in enumerate(tokens) if word != "the" or place == len(tokens) - 1)


def american(word: str) -> str:
    """Return ``word`` with British endings as American ones; for comparing only, as it also bends other words."""
    if len(word) < 5:  # noqa: PLR2004 - hour, four, wise
        return word
    for pattern, ending in _AMERICAN:
        word = pattern.sub(ending, word)
    return word


def roman_as_digits(word: str) -> str:
    """Return a Roman numeral from 2 to 21 as digits; single letters and everything else stay."""
    return _ROMAN.get(word, word)


def has_digit(text: str) -> bool:
    """Tell whether ``text`` holds a digit of any script."""
    return any(sign.isdigit() for sign in text)

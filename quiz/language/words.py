"""Cuts a sentence into words as the Universal Dependencies treebanks of English do.

The analyser is trained on those words, so what it says is worth most on them: ``do n't``, ``Kyrgyzstan 's``,
``long - term`` but ``co-founder``, ``2022 – 2026``, ``$ 26``, ``U.S.``, ``1,000.5``, one token for a web address.
"""

from collections.abc import Iterator

import regex

from quiz.model.article import Span

_ABBREVIATIONS = regex.compile(
    r"Mr|Mrs|Ms|Mx|Mlle|Mme|Dr|Prof|Rev|Hon|St|Ste|Mt|Ft|Gen|Col|Maj|Capt|Cmdr|Lt|Sgt|Cpl|Pvt|Adm|Gov|Sen|Rep|Reps|Sens"
    r"|Pres|Amb|Supt|Insp|Fr|Sr|Jr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri"
    r"|Sat|Sun|Inc|Ltd|Corp|Co|Cos|Bros|Dept|Univ|Assn|Ave|Blvd|Rd|No|Nos|nr|Nr|Vol|Vols|vol|Ed|Eds|eds|Art|Sec|Fig|Figs"
    r"|Ch|pp|vs|v|ca|c|cf|etc|al|approx|est|esp|Attn|Ph|Calif|Va|Md|Fla|Pa|Tenn|Ky|Ala|Ga|Minn|Wis|Conn|Colo|Ariz|Nev|Que"
    r"|Ont|viz|ibid|op|cit|lit|trans|fl|b|d|r|p|\p{Lu}(?<!I)"
)
"""What owns the full stop after it, unless the sentence ends there: abbreviations and initials, as they are cased."""

_LETTER = r"\p{L}\p{M}*+"
_CHAR = r"[\p{L}\p{N}\p{M}_\u00ad\u200c\u200d\u2060]"
_NOT_IN_WORD = rf"(?!{_CHAR})"
_QUOTE = "['’ʼ]"

_PREFIXES = (
    "anti|co|counter|cross|e|ex|extra|inter|intra|mid|mini|multi|neo|non|over|post|pre|pro|pseudo|quasi|re|semi|socio|"
    "sub|ultra"
)
"""What the treebanks leave joined to its word by a hyphen; all other hyphens stand alone."""

_UNITS = "am|pm|a\\.m\\.|p\\.m\\.|k|m|b|bn|mn|tn|km|cm|mm|kg|mg|lb|lbs|ft|mph|kph|kb|mb|gb|tb|kw|mw|gw|hz|khz|mhz|ghz|x"
"""What follows a number without a space and is a word of its own."""

_ENDINGS = "com|org|net|edu|gov|info|io|ai|uk|co\\.\\w\\w|pdf|docx?|xlsx?|html?|txt|js|py|csv|json|xml|png|jpe?g|mp[34]"
"""What the names of sites and files end in."""

_TOKEN = regex.compile(
    rf"""
      (?P<address> (?:https?|ftp)://[^\s<>"“”]+ | www\.[^\s<>"“”]+
        | (?<![\w.+-])[\w.+-]{{1,64}}+@[\w-]{{1,63}}+(?:\.[\w-]{{1,63}}+)+
        | (?<![\w.-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}
            \.(?:(?:{_ENDINGS}){_NOT_IN_WORD}|\w\w(?=/\w))(?:/[^\s<>"“”]*)?
        | (?<!\w)[@\#](?=\w*\p{{L}})\w+ )
    | (?P<dotted> (?:{_LETTER}\.){{2,}}(?:{_LETTER}{_NOT_IN_WORD})? | {_LETTER}\.{_LETTER}{_NOT_IN_WORD}
        | Ph\.?D\. | M\.?Sc\. )
    | (?P<number>
        (?: \d{{1,4}}(?:[/.]\d{{1,4}}){{2}} | \d+(?:-\d+){{2,}} | \d{{1,2}}(?::\d\d)+ | \d+/\d+ | \d+(?:[,.]\d+)*
          | (?<!\S)\.\d+ )
        (?: (?:st|nd|rd|th|{_QUOTE}?s)?{_NOT_IN_WORD} | (?=(?:{_UNITS}){_NOT_IN_WORD}) ) )
    | (?P<clipped> {_QUOTE}(?:\d0s|em|til|tis|twas|cause){_NOT_IN_WORD}
        | (?<=\S){_QUOTE}(?:s|re|ve|ll|d|m){_NOT_IN_WORD}
        | (?<!\w)(?:C\+\+|[CF]\#){_NOT_IN_WORD} )
    | (?P<money> (?:\p{{Lu}}{{1,3}})?\p{{Sc}} )
    | (?P<prefixed> (?:{_PREFIXES})-{_CHAR}++ (?!-\w) )
    | (?P<word> {_CHAR}++ (?:(?:{_QUOTE}|&){_CHAR}++)* )
    | (?P<run> (?P<mark>[.!?*=~\#+,`'_\-–—…])(?P=mark)+ | [?!]{{2,}} )
    | (?P<other> (?![\s\u200b])\X )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_ADDRESS_TAIL = ".,;:!?)]}'’*"

_NOT = regex.compile(rf"(?<=\w)n{_QUOTE}t$", regex.IGNORECASE)
_CLITIC = regex.compile(rf"(?<=\w){_QUOTE}(?:s|re|ve|ll|d|m)$", regex.IGNORECASE)
_CLITIC_CAP = 3
"""Characters of the longest of them."""
_MERGED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3}
"""Two words written as one, and where the second begins."""

_CLOSING = "\"'”’»)]}"


def words(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the places of the words of the sentence ``text[start:end]``; only white space lies between them."""
    last = end
    while last > start and (text[last - 1] in _CLOSING or text[last - 1].isspace()):
        last -= 1
    found: list[Span] = []
    for span in _spans(text, start, end):
        before = found[-1] if found else None
        if before and before.end == span.start and span.end < last and _is_own_stop(text, before, span):
            found[-1] = Span(before.start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _is_own_stop(text: str, word: Span, stop: Span) -> bool:
    """Tell whether the full stop after ``word`` marks an abbreviation or an initial."""
    if text[stop.start : stop.end] != ".":
        return False
    return _ABBREVIATIONS.fullmatch(text, word.start, word.end) is not None


def _spans(text: str, start: int, end: int) -> Iterator[Span]:
    place = start
    while match := _TOKEN.search(text, place, end):
        place, stop = match.start(), match.end()
        if match.lastgroup == "address":
            while stop - 1 > place and text[stop - 1] in _ADDRESS_TAIL:
                stop -= 1
            yield Span(place, stop)
        elif match.lastgroup == "word":
            yield from _clitics(text, place, stop)
        else:
            yield Span(place, stop)
        place = stop


def _clitic(text: str, start: int, end: int) -> regex.Match[str] | None:
    place = max(start + 1, end - _CLITIC_CAP)
    return _NOT.search(text, place, end) or _CLITIC.search(text, place, end)


def _clitics(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield ``text[start:end]``, one word without its edges, cut before ``n't``, ``'s`` and their kind."""
    cuts: list[int] = []
    left = end
    while match := _clitic(text, start, left):
        left = match.start()
        cuts.insert(0, left)
    merged = _MERGED.get(text[start:left].lower())
    if merged:
        cuts.insert(0, start + merged)
    for cut in [*cuts, end]:
        yield Span(start, cut)
        start = cut

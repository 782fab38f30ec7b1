"""From tokens back to text: names in full at first mention, references resolved, spaces as people set them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.language.document import Sentence, Token
from quiz.language.inflect import inflect

Piece = Token | str
"""A token of the article or a word of ours."""

_NO_SPACE_BEFORE = {",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "’s", "'", "’", "”"}
_PRONOUNS = {"he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their"}
_KIN = {"family", "brother", "sister", "dynasty", "clan", "household", "sibling"}
_COURTESY = {"mr", "mrs", "ms", "miss"}
"""What stands before a surname; a full name needs none."""
_SHORT = {"'s": "is", "'re": "are", "'ve": "have", "'m": "am", "'ll": "will", "'d": "would"}
_NO_SPACE_AFTER = {"(", "[", "$", "€", "£", "“", "‘"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that stand for something named elsewhere: tokens ``start`` to ``end`` read as ``text``."""

    start: int
    end: int
    text: str
    name: Name | None = None
    """The name they stand for, when it is one."""
    clear: bool = True
    """Whether the text tells a stranger which one is meant."""


@dataclass(slots=True)
class Writer:
    """Writes the pieces of one question; it knows which names the question has already given in full."""

    names: Names
    sentence: Sentence
    references: Mapping[int, Reference] = field(default_factory=dict[int, Reference])
    """By the first token each replaces."""
    seen: set[str] = field(default_factory=set[str])
    hidden: str = ""
    """The name that is asked for: what stands for it is written as it is."""

    def write(self, pieces: Sequence[Piece]) -> str:
        """Return the text of ``pieces`` in this order."""
        out: list[tuple[str, Token | None, Token | None]] = []
        i = 0
        while i < len(pieces):
            piece = pieces[i]
            if isinstance(piece, str):
                out.append((piece, None, None))
                i += 1
                continue
            step, text = self._at(pieces, i)
            last = pieces[i + step - 1]
            if full := spelled_out(self.sentence, piece):
                out.append((full, None, piece))  # "has" does not lean on the word before as "'s" does
                i += 1
                continue
            out.append((text, piece, last if isinstance(last, Token) else None))
            i += step
        return _join(out)

    def _at(self, pieces: Sequence[Piece], i: int) -> tuple[int, str]:
        token = pieces[i]
        assert isinstance(token, Token)  # noqa: S101 - the caller looked
        reference = self.references.get(token.index)
        if reference is not None and _holds(pieces, i, reference.start, reference.end):
            written = self.sentence.slice(reference.start, reference.end)
            return reference.end - reference.start, self._reference(reference, written)
        if token.text.lower().rstrip(".") in _COURTESY and self._is_addressed(pieces, i + 1):
            return 1, ""
        mention = self.names.mention_at(self.sentence, token)
        if mention is not None and mention.start == token.index and _holds(pieces, i, mention.start, mention.end):
            name = self.names.by_form(mention.text)
            if name is not None:
                size = mention.end - mention.start
                if self._is_own(name, pieces, i + size):
                    return size + 1, "its"
                noun = self._possession(name, mention, pieces, i + size)
                if noun:
                    return size + 1, f"{noun} of the {name.full}"
                return size, self._name(name, mention, pieces, i)
        return 1, self._plain(token)

    def _is_addressed(self, pieces: Sequence[Piece], i: int) -> bool:
        """Tell whether a person's name follows that is written in full, so that no "Mr" is needed."""
        after = pieces[i] if i < len(pieces) else None
        name = self.names.name_at(self.sentence, after) if isinstance(after, Token) else None
        return name is not None and name.kind is Kind.PERSON and " " in name.full and name.full not in self.seen

    def _reference(self, reference: Reference, written: str) -> str:
        bare = reference.text.removesuffix("'s").removeprefix("the ")
        name = reference.name or self.names.by_form(bare)
        key = name.full if name is not None else bare
        if key == self.hidden:
            return written
        if key in self.seen and (name is None or written.lower() in _PRONOUNS):
            return written
        if name is not None and key in self.seen:
            short = name.surname if name.kind is Kind.PERSON else name.acronym or name.full
            the = "the " if reference.text.startswith("the ") else ""
            return _possessive(the + short + ("'s" if reference.text.endswith("'s") else ""), name)
        self.seen.add(key)
        return _possessive(reference.text, name)

    def _possession(self, name: Name, mention: Mention, pieces: Sequence[Piece], after: int) -> str:
        """Return the noun that an acronym modifies at its first mention: "ETU papers" are "papers of the ...".

        Empty for other names, which may stand before a noun in full.
        """
        noun = pieces[after] if after < len(pieces) else None
        if not isinstance(noun, Token) or mention.text != name.acronym or name.full in self.seen or not name.article:
            return ""
        modified = self.sentence.tokens[mention.end - 1]
        if noun.upos != "NOUN" or not noun.text.islower() or modified.head != noun.index:
            return ""
        self.seen.add(name.full)
        return noun.text

    def _is_own(self, name: Name, pieces: Sequence[Piece], after: int) -> bool:
        """Tell whether a possessive of a thing only repeats a name the question has just given."""
        mark = pieces[after] if after < len(pieces) else None
        own = isinstance(mark, Token) and mark.text in {"'s", "’s"}
        return own and list(self.seen) == [name.full] and name.kind not in {Kind.PERSON, Kind.NATIONALITY}

    def _name(self, name: Name, mention: Mention, pieces: Sequence[Piece], i: int) -> str:
        first = name.full not in self.seen
        self.seen.add(name.full)
        written = mention.text
        if self._is_of_family(name, mention):
            return written
        others = (m.text for m in self.names.mentions(self.sentence) if m.start > mention.start)
        if first and written != name.full and name.full in others:
            return written  # "Ada Berg, known as Ada of Arvin"
        if not first:
            return name.acronym if name.acronym and written in {name.acronym, name.full} else written
        if name.kind is Kind.NATIONALITY or self._is_currency(mention):
            return written
        before = pieces[i - 1] if i else None
        bare = before is None or (before if isinstance(before, str) else before.text).lower().split()[-1:] != ["the"]
        letters = written == name.acronym or (written.isupper() and written != name.full)
        needs_the = name.article and bare and letters and not self._inside(mention)
        return f"the {name.full}" if needs_the else name.full

    def _is_of_family(self, name: Name, mention: Mention) -> bool:
        """Tell whether a surname stands for all who bear it: "the Lorne family"."""
        after = self.sentence.tokens[mention.end : mention.end + 1]
        return name.kind is Kind.PERSON and " " not in mention.text and bool(after) and after[0].lemma.lower() in _KIN

    def _is_currency(self, mention: Mention) -> bool:
        """Tell whether a mention only says whose money follows, as in ``US$``."""
        after = self.sentence.tokens[mention.end : mention.end + 1]
        return bool(after) and after[0].text[:1] in {"$", "€", "£"}

    def _inside(self, mention: Mention) -> bool:
        """Tell whether a mention modifies the noun after it, so that the article belongs to that noun."""
        token = self.sentence.tokens[mention.end - 1]
        return token.deprel.startswith("compound") or token.deprel == "amod"

    def _plain(self, token: Token) -> str:
        text = token.text
        behind = self.sentence.tokens[token.index + 1 : token.index + 3]
        glued = len(behind) > 1 and behind[0].text == "-" and behind[1].text[:1].isupper()  # "the All-Island Cup"
        small = token.upos in {"ADP", "DET", "CCONJ", "SCONJ"} and text.istitle() and not glued
        before = self.sentence.tokens[: token.index]
        quoted = bool(before) and before[-1].xpos in {"``", "''"} and token.upos not in {"NOUN", "NUM"}
        opens = quoted or all(t.start == t.end or t.upos == "PUNCT" for t in before)
        first = (opens or small) and token.upos != "PROPN" and text != "I" and text[:1].isupper()
        if first and not text[1:2].isupper() and self.names.mention_at(self.sentence, token) is None:
            return text[0].lower() + text[1:]
        return text


def spelled_out(sentence: Sentence, token: Token) -> str:
    """Return an auxiliary that is written short in full: "has" or "is" for "'s"; empty for other words."""
    short = token.text.lower().replace("’", "'")
    if short not in _SHORT or not token.deprel.startswith(("aux", "cop")):
        return ""
    if short == "'d":
        return "had" if token.lemma.lower() == "have" else "would"
    head = sentence.tokens[token.head]
    been = any(t.text.lower() == "been" for t in sentence.children(head))
    active = token.deprel == "aux" or sentence.child(head, "obj") is not None
    perfect = been or (active and head.xpos == "VBN" and sentence.child(head, "nsubj:pass") is None)
    return "has" if short == "'s" and perfect else _SHORT[short]


def _possessive(text: str, name: Name | None) -> str:
    """Return ``text`` with the mark of the owner as the plural in the name of a body takes it: "the Growers' ..."."""
    body = name is not None and name.kind is Kind.ORGANIZATION and " " in name.full
    return text.removesuffix("s") if body and text.endswith("s's") and not text.endswith("ss's") else text


def _holds(pieces: Sequence[Piece], i: int, start: int, end: int) -> bool:
    span = pieces[i : i + end - start]
    return len(span) == end - start and all(isinstance(p, Token) and p.index == start + k for k, p in enumerate(span))


def _join(parts: Iterable[tuple[str, Token | None, Token | None]]) -> str:
    out = ""
    before: Token | None = None
    for text, first, last in parts:
        if not text:
            continue
        glued = (
            before is not None
            and first is not None
            and before.index + 1 == first.index
            and before.end == first.start
            and before.start < before.end
            and first.start < first.end
        )
        if out and not glued and text not in _NO_SPACE_BEFORE and out[-1:] not in _NO_SPACE_AFTER:
            out += " "
        out += text
        before = last
    return " ".join(out.split())


def sentence_case(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def plural(wh: str) -> str:
    """Return "which gardens" for "which garden"; other question words stay."""
    *before, noun = wh.split()
    return " ".join((*before, inflect(noun, "NNS"))) if before and wh.startswith("which ") else wh

r"""Reads and writes analysed sentences in CoNLL-U, the text format of Universal Dependencies.

A sentence is a run of lines with the columns id, form, lemma, upos, xpos, feats, head, deprel, deps, misc, parted by
tabs or, to be kind to sentences written by hand, by spaces; the last two may be left out. A lemma of ``_`` is the
form. These comment lines mean something here:

    # newpar
    # text = The Organization of Turkic States met in Bishkek.
    # entities = 2-5 ORG, 8 LOC

Without ``text`` the words are joined by spaces, except after ``SpaceAfter=No`` in misc. Entities may be given word
by word there instead: ``Entity=B-ORG``, ``Entity=I-ORG``. Word numbers count from 1, ends included.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from quiz.errors import GenerateError
from quiz.language.document import Document, Entity, Sentence, Token
from quiz.language.names import spell

_LEAST_COLUMNS = 8
_COLUMNS = 10
_FORM, _LEMMA, _UPOS, _XPOS, _HEAD, _DEPREL, _MISC = 1, 2, 3, 4, 6, 7, 9

_COMMENT = re.compile(r"#\s*(newpar|newdoc|text|entities)\b\s*=?\s*(.*)")
_RANGE = re.compile(r"(\d+)(?:-(\d+))?\s+([A-Z]+)")
_BIO = re.compile(r"[BI]-[A-Z]+|O")


class ConlluError(GenerateError):
    """A line that is not CoNLL-U, or a sentence whose heads do not make a tree."""


@dataclass(slots=True)
class _Block:
    """The lines of one sentence."""

    line: int
    """The number of its first line, from 1."""
    paragraph: bool = False
    """Whether it begins a paragraph."""
    text: str | None = None
    entities: str | None = None
    words: list[tuple[int, Sequence[str]]] = field(default_factory=list[tuple[int, Sequence[str]]])
    """Line number and columns of each word; multiword ranges and empty nodes are left out."""
    joined: set[int] = field(default_factory=set[int])
    """Numbers of the words inside a multiword token that stand right before their neighbours."""


def read_conllu(text: str) -> Document:
    """Return the sentences of a CoNLL-U text as a document; `ConlluError` names the line that is wrong.

    The article is made of the sentences' texts: a space between two sentences, an empty line before ``# newpar``.
    """
    article = ""
    paragraph = 0
    made: list[Sentence] = []
    for block in _blocks(text):
        if made:
            paragraph += block.paragraph
            article += "\n\n" if block.paragraph else " "
        tokens, held = _tokens(block, len(article))
        article += held
        made.append(Sentence(tokens, _entities(block, tokens), paragraph))
    return Document(article, tuple(replace(sentence, source=article) for sentence in made))


def to_conllu(document: Document) -> str:
    """Return ``document`` as CoNLL-U; reading it gives the same sentences."""
    lines: list[str] = []
    paragraph = -1
    for sentence in document:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            lines.append("# newpar")
        lines.append("# text = " + re.sub(r"\s", " ", sentence.text))
        if sentence.entities:
            named = (f"{one.start + 1}-{one.end} {one.label}" for one in sentence.entities)
            lines.append("# entities = " + ", ".join(named))
        lines.extend(_line(token, sentence) for token in sentence.tokens)
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def _line(token: Token, sentence: Sentence) -> str:
    following = sentence.tokens[token.index + 1 : token.index + 2]
    misc: list[str] = []
    if following and following[0].start == token.end:
        misc.append("SpaceAfter=No")
    if token.confidence < 1:
        misc.append(f"Confidence={token.confidence}")
    columns = [str(token.index + 1), token.text, token.lemma, token.upos, token.xpos, "_"]
    return "\t".join([*columns, str(token.head + 1), token.deprel, "_", "|".join(misc) or "_"])


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the sentences' lines, sorted by what they are."""
    block: _Block | None = None
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        held = line.strip()
        if not held:
            if block and block.words:
                yield block
                block = None
            continue
        block = block or _Block(number)
        comment = _COMMENT.match(held)
        if comment:
            kind, value = comment.groups()
            block.paragraph = block.paragraph or kind in {"newpar", "newdoc"}
            block.text = value if kind == "text" else block.text
            block.entities = value if kind == "entities" else block.entities
        elif not held.startswith("#"):
            _add_row(block, number, held.split("\t") if "\t" in held else held.split())


def _add_row(block: _Block, number: int, row: Sequence[str]) -> None:
    if not _LEAST_COLUMNS <= len(row) <= _COLUMNS:
        raise ConlluError(f"Line {number} has {len(row)} columns; a word has ten, or eight without deps and misc.")
    row = [*row, *["_"] * (_COLUMNS - len(row))]
    place = re.fullmatch(r"(\d+)-(\d+)", row[0])
    if place:
        block.joined.update(range(int(place[1]), int(place[2]) + ("SpaceAfter=No" in row[_MISC])))
    elif "." not in row[0]:
        if row[0] != str(len(block.words) + 1):
            raise ConlluError(f"Line {number} begins with {row[0]!r}; the next word is number {len(block.words) + 1}.")
        block.words.append((number, row))


def _tokens(block: _Block, offset: int) -> tuple[tuple[Token, ...], str]:
    """Return the words of one sentence, the first at ``offset`` of the article, and the sentence's text."""
    text = _joined(block) if block.text is None else block.text
    tokens: list[Token] = []
    place = 0
    for index, (number, row) in enumerate(block.words):
        form, misc = row[_FORM], row[_MISC]
        start = text.find(form, place)
        if start < 0 or text[place:start].strip():
            raise ConlluError(f"Line {number}: the word {form!r} does not come next in the sentence's text.")
        place = start + len(form)
        if not row[_HEAD].isdecimal() or int(row[_HEAD]) > len(block.words):
            raise ConlluError(f"Line {number}: {row[_HEAD]!r} is not the number of a word, nor 0 for the root.")
        sure = re.search(r"Confidence=([\d.]+)", misc)
        tokens.append(
            Token(
                index=index,
                text=form,
                start=offset + start,
                end=offset + place,
                lemma=form if row[_LEMMA] == "_" else row[_LEMMA],
                upos=row[_UPOS],
                xpos=row[_XPOS],
                head=int(row[_HEAD]) - 1,
                deprel=row[_DEPREL],
                confidence=float(sure[1]) if sure else 1.0,
            )
        )
    _check_tree(tokens, block)
    return tuple(tokens), text


def _joined(block: _Block) -> str:
    last = len(block.words)
    return "".join(
        row[_FORM] + ("" if index == last or index in block.joined or "SpaceAfter=No" in row[_MISC] else " ")
        for index, (_, row) in enumerate(block.words, start=1)
    )


def _check_tree(tokens: Sequence[Token], block: _Block) -> None:
    roots = [token for token in tokens if token.head < 0]
    if len(roots) != 1:
        raise ConlluError(f"The sentence from line {block.line} has {len(roots)} roots; a tree has one.")
    for token in tokens:
        above, steps = token.head, 0
        while above >= 0 and steps <= len(tokens):
            above, steps = tokens[above].head, steps + 1
        if above >= 0:
            number = block.words[token.index][0]
            raise ConlluError(f"Line {number}: following the heads from {token.text!r} goes round in a circle.")


def _entities(block: _Block, tokens: Sequence[Token]) -> tuple[Entity, ...]:
    if block.entities is None:
        labels = [re.search(r"(?:^|\|)Entity=([^|]*)", row[_MISC]) for _, row in block.words]
        return spell([label[1] if label and _BIO.fullmatch(label[1]) else "O" for label in labels])
    found: list[Entity] = []
    for part in filter(None, map(str.strip, block.entities.split(","))):
        match = _RANGE.fullmatch(part)
        start, end = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not match or not 1 <= start <= end <= len(tokens):
            raise ConlluError(
                f"The sentence from line {block.line} has the entity {part!r}; write '2-5 ORG' or '8 LOC'."
            )
        found.append(Entity(start - 1, end, match[3]))
    return tuple(found)

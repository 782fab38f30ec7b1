"""Entries of guides and lists: a name that opens a paragraph, and sentences that leave it out.

"3 Tern Tower, Mill Road. Built in 1602. Houses a library." says three times what it never repeats. Here the name is
parted from what follows it, and sentences without subject get one: an "it" of no width, which leaves the text as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from quiz.generate.grammar.tense import FINITE, finite_of
from quiz.generate.wordlists import words
from quiz.language.document import Document, Entity, Sentence, Token

_LONGEST = 25
"""Words of the name of an entry with its address."""
_NAME = 4
"""Words of a name that stands alone in the midst of a paragraph, at most."""
_MARKS = {".", ",", "(", ":"}
_INNER = {"&", "e", "de", "la", "the", "of"}
_CREDITS = {"image", "photo", "file", "picture", "caption"}
_OPEN, _CLOSED = {"(", "["}, {")", "]"}
_FIRSTS = {"first", "only", "second", "third"}
_BEFORE = {"advmod", "punct"}


def with_entries(document: Document) -> Document:
    """Return the document with the names of entries parted from what is said of them, and with their subjects."""
    found: list[Sentence] = []
    things: set[str] = set()
    for paragraph in _paragraphs(document):
        first = paragraph[0]
        end = _head_end(first)
        if not end or (len(paragraph) == 1 and end >= len(first.tokens)) or _is_no_entry(paragraph):
            found += paragraph
            continue
        things.add(_named(first))
        found.append(_part(first, 0, end))
        rest = paragraph[1:]
        if end < len(first.tokens):
            rest = [_part(first, end, len(first.tokens)), *rest]
        found += [_completed(sentence) for sentence in rest]
    return replace(document, sentences=tuple(_as_things(s, things) for s in found))


def is_ours(token: Token) -> bool:
    """Tell whether a token stands for a word that the sentence leaves out."""
    return token.start == token.end


@dataclass(frozen=True, slots=True)
class Head:
    """The opening of an entry."""

    start: int
    """Character offset of its sentence."""
    at: int
    """The token its name begins at."""
    nouns: frozenset[str]
    """What the brackets behind the name call it, in lower case."""


def heads(document: Document) -> Mapping[int, Head]:
    """Return the opening of its entry for each sentence in one, by the character offset of the sentence."""
    found: dict[int, Head] = {}
    for paragraph in _paragraphs(document):
        first = paragraph[0]
        if len(paragraph) > 1 and _head_end(first) == len(first.tokens) and not _is_no_entry(paragraph):
            at = _name_start(first)
            nouns = {t.text.lower() for t in _bracketed(first) if t.upos in {"PROPN", "NOUN"}}
            head = Head(first.start, at, frozenset(nouns))
            found |= {sentence.start: head for sentence in paragraph}
    return found


def _paragraphs(document: Document) -> Iterator[list[Sentence]]:
    """Yield the sentences of each paragraph; lines of a list that open with a name are paragraphs of their own."""
    current: list[Sentence] = []
    for sentence in document.sentences:
        line = bool(current) and "\n" in document.text[current[-1].end : sentence.start]
        within = bool(current) and _head_end(current[0]) > 0 and not _is_name(current[-1])
        fresh = (line and (within or _head_end(sentence) > 0)) or _is_name(sentence)
        if current and (fresh or current[0].paragraph != sentence.paragraph):
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


def _is_no_entry(paragraph: list[Sentence]) -> bool:
    """Tell whether a paragraph tells about somebody, or is the caption of a picture."""
    told = {"he", "she", "born"} | _CREDITS
    return any(t.text.lower() in told for s in paragraph for t in s.tokens)


def _named(sentence: Sentence) -> str:
    """Return the name that opens an entry, as far as the analyser takes it for one."""
    at = _name_start(sentence)
    entity = sentence.entity_at(sentence.tokens[at])
    return sentence.slice(at, entity.end) if entity is not None else ""


def _as_things(sentence: Sentence, things: set[str]) -> Sentence:
    """Return a sentence in which the names of entries are no people."""
    wrong = [e for e in sentence.entities if e.label == "PERSON" and sentence.slice(e.start, e.end) in things]
    if not wrong:
        return sentence
    return replace(sentence, entities=tuple(replace(e, label="MISC") if e in wrong else e for e in sentence.entities))


def _is_name(sentence: Sentence) -> bool:
    """Tell whether a sentence is a name and no more: "Tern Island."."""
    solid = sentence.tokens[:-1]
    return 0 < len(solid) <= _NAME and sentence.tokens[-1].text == "." and all(t.upos == "PROPN" for t in solid)


def _bracketed(sentence: Sentence) -> Iterator[Token]:
    depth = 0
    for token in sentence.tokens:
        depth += (token.text in _OPEN) - (token.text in _CLOSED)
        if depth > 0:
            yield token


def _name_start(sentence: Sentence) -> int:
    """Return where the name of an entry begins, behind its number and its article."""
    tokens = sentence.tokens
    start = 1 if tokens[0].text.isdigit() and len(tokens) > 1 else 0
    return start + (tokens[start].text == "The" and len(tokens) > start + 1)


def _head_end(sentence: Sentence) -> int:
    """Return where the name that opens an entry ends, its address and its full stop included; 0 if none opens it."""
    start = _name_start(sentence)
    tokens = sentence.tokens
    first = tokens[start]
    if not first.text[:1].isupper() or not _opens_entry(sentence, start):
        return 0
    depth = 0
    for token in tokens[start:]:
        depth += (token.text in _OPEN) - (token.text in _CLOSED)
        if depth > 0:
            continue
        if token.xpos in FINITE or token.index - start > _LONGEST or token.text in {"—", "–", "--", "-", "?"}:
            hyphen = token.text == "-" and tokens[token.index - 1].end == token.start
            if not hyphen:
                return 0
        behind = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        fresh = behind is None or behind.text[:1].isupper() or behind.text[:1].isdigit()
        if token.text == "." and token.index > start and fresh:
            return token.index + 1
    return 0


def _opens_entry(sentence: Sentence, start: int) -> bool:
    """Tell whether a sentence opens with the name of a thing and a mark, not with a day, a caption or a dateline."""
    tokens = sentence.tokens
    size = next((k for k, t in enumerate(tokens[start:]) if not _goes_on(sentence, t)), 0)
    proper = any(t.upos == "PROPN" for t in tokens[start : start + size])
    days = words("months") | words("weekdays")
    if not proper or any(t.text.lower() in days for t in tokens[: start + _LONGEST]):
        return False
    entity = sentence.entity_at(tokens[start])
    somebody = entity is not None and entity.label == "PERSON"
    return tokens[0].text.isdigit() or (not somebody and tokens[start + size].text in _MARKS and sentence.paragraph > 0)


def _goes_on(sentence: Sentence, token: Token) -> bool:
    """Tell whether a word may be part of a name; a dash with spaces around it is not."""
    if token.text in {"-", "–"} and token.index:
        return sentence.tokens[token.index - 1].end == token.start
    return token.text[:1].isupper() or token.text in _INNER


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    """Return tokens ``start`` to ``end`` as a sentence of its own."""
    if start == 0 and end == len(sentence.tokens):
        return sentence
    inside = range(start, end)
    loose = [t for t in sentence.tokens[start:end] if t.head not in inside]
    solid = [t for t in loose if t.upos != "PUNCT"] or loose
    root = next((t for t in solid if finite_of(sentence, t) is not None), None)
    root = root or next((t for t in solid if t.upos == "VERB"), solid[0])

    def moved(token: Token) -> Token:
        own = replace(token, index=token.index - start)
        if token is root:
            return replace(own, head=-1, deprel="root")
        if token.head in inside:
            return replace(own, head=token.head - start)
        relation = "punct" if token.upos == "PUNCT" else "advcl" if token.deprel == "acl" else "parataxis"
        return replace(own, head=root.index - start, deprel=relation)

    entities = tuple(
        Entity(e.start - start, e.end - start, e.label) for e in sentence.entities if e.start >= start and e.end <= end
    )
    return replace(sentence, tokens=tuple(moved(t) for t in sentence.tokens[start:end]), entities=entities)


def _completed(sentence: Sentence) -> Sentence:
    """Return a sentence without subject with one: "It was" before "built in 1602", "It" before "houses a library"."""
    root = sentence.root
    if sentence.child(root, "nsubj", "expl", "csubj", "aux", "cop") is not None or sentence.tokens[-1].text != ".":
        return sentence
    before = [t for t in sentence.tokens[: root.index] if t.head == root.index and t.deprel in _BEFORE]
    at = root.index
    while at and sentence.tokens[at - 1] in before and sentence.tokens[at - 1].upos != "PUNCT":
        at -= 1
    if at and sentence.tokens[at - 1].text != "," and root.upos == "VERB":
        return sentence
    it = ("It", "it", "PRON", "PRP", "nsubj")
    if root.xpos == "VBZ":
        return _inserted(sentence, at, [it])
    if root.xpos == "VBN":
        if sentence.child(root, "obl", "xcomp", "advmod", "advcl") is None:
            return sentence
        state = root.lemma.lower() in words("state-verbs")
        be = ("is" if state else "was", "be", "AUX", "VBZ" if state else "VBD", "aux:pass")
        return _inserted(sentence, at, [("It", "it", "PRON", "PRP", "nsubj:pass"), be])
    if _tells_apart(sentence):
        at = sentence.subtree(root)[0].index
        return _inserted(sentence, at, [it, ("is", "be", "AUX", "VBZ", "cop")])
    return sentence


def _tells_apart(sentence: Sentence) -> bool:
    """Tell whether a sentence is a noun phrase that says of something how it stands out: "The oldest mill in town."."""
    root = sentence.root
    if sentence.subtree(root)[0].index or any(t.xpos in FINITE and t.head == root.index for t in sentence.tokens):
        return False
    if root.text.lower() == "one":
        noun = sentence.child(root, "nmod")
        return noun is not None and any(t.xpos == "JJS" for t in sentence.children(noun, "amod"))
    the = any(t.text.lower() == "the" for t in sentence.children(root, "det"))
    marks = sentence.children(root, "amod")
    return root.xpos == "NN" and the and any(t.xpos == "JJS" or t.text.lower() in _FIRSTS for t in marks)


def _inserted(sentence: Sentence, at: int, made: Iterable[tuple[str, str, str, str, str]]) -> Sentence:
    """Return a sentence with words of no width before token ``at`` that hang from its root."""
    made = tuple(made)
    size = len(made)
    place = sentence.tokens[at].start

    def moved(i: int) -> int:
        return i + size if i >= at else i

    root = moved(sentence.root.index)
    ours = [
        Token(at + k, text, place, place, lemma, upos, xpos, root, relation)
        for k, (text, lemma, upos, xpos, relation) in enumerate(made)
    ]
    kept = [replace(t, index=moved(t.index), head=moved(t.head) if t.head >= 0 else -1) for t in sentence.tokens]
    entities = tuple(Entity(moved(e.start), moved(e.end - 1) + 1, e.label) for e in sentence.entities)
    return replace(sentence, tokens=(*kept[:at], *ours, *kept[at:]), entities=entities)

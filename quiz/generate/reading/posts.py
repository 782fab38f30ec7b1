"""Who holds which office or job where: "Example Union Secretary-General Ann Lee", "Ann Lee, editor at the Example"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.names import Name
from quiz.generate.entities.places import home_of
from quiz.generate.facts import Kind
from quiz.generate.reading.descriptions import Source
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import Sentence, Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.context import Context

_PAST = {
    "former", "ex", "late", "acting", "deputy", "vice", "assistant", "interim", "then", "designate", "elect", "co",
    "previous", "outgoing", "incoming", "next", "future", "shadow",
}  # fmt: skip
_LONGEST = 5
"""Words an office's name may have, hyphens counted."""
_OWNERS = {Kind.ORGANIZATION, Kind.COUNTRY, Kind.CITY, Kind.PLACE, Kind.FACILITY}
_OF_STATE = ("minister", "secretary")
_AT = {"of", "at", "for", "in", "with"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A person, what the person is, and where."""

    sentence: Sentence
    person: Name
    office: str
    """As it stands before "of", without article."""
    owner: Name
    at: str = "of"
    """The preposition between office and owner."""
    past: bool = False
    """Whether the article speaks of it in the past."""

    @property
    def unique(self) -> bool:
        """Tell whether one person at a time holds it."""
        return self.office.lower() in offices()


def find_posts(context: "Context") -> Iterator[Post]:
    """Yield the posts of the people with full names, each once, in reading order."""
    done: set[tuple[str, str, str]] = set()
    for post in (*_titles(context), *_descriptions(context)):
        key = (post.office.lower(), post.owner.full, post.person.full)
        if key not in done and " " in post.person.full:
            done.add(key)
            yield post


def _titles(context: "Context") -> Iterator[Post]:
    for sentence in context.document.sentences:
        for mention in context.names.mentions(sentence):
            person = context.names.by_form(mention.text)
            if person is None or person.kind is not Kind.PERSON:
                continue
            found = _before(context, sentence, mention) or _behind(context, sentence, mention)
            if found is not None:
                yield Post(sentence=sentence, person=person, office=found[0], owner=found[1])


def _descriptions(context: "Context") -> Iterator[Post]:
    """Yield the posts whose owner hangs on the office: "the editor at large at the Example", "X's coach"."""
    for one in context.descriptions:
        if one.name.kind is not Kind.PERSON or one.source is Source.TITLE:
            continue
        sentence, noun = one.sentence, one.noun
        inside = {t.index for t in one.tokens}
        for below in sentence.children(noun, "nmod"):
            owner = _as_owner(context.names.name_at(sentence, below))
            if owner is None or below.index not in inside:
                continue
            case = sentence.child(below, "case")
            if is_relation(below, "nmod:poss"):
                start = max(t.index for t in sentence.subtree(below)) + 1
                office, at = _text(sentence, start, noun.index + 1), "of"
            elif case is not None and case.text.lower() in _AT and below.index > noun.index:
                first = next(t.index for t in one.tokens if t.upos != "DET")
                office, at = _text(sentence, first, case.index), case.text.lower()
            else:
                continue
            if _is_office(office) and not is_past(sentence, noun.index - office.count(" ")):
                past = one.source is Source.PREDICATE and one.past
                yield Post(sentence=sentence, person=one.name, office=_cased(office), owner=owner, at=at, past=past)
                break


def _text(sentence: Sentence, start: int, end: int) -> str:
    return " ".join(sentence.slice(start, end).split())


def _is_office(text: str) -> bool:
    return text.lower() in offices() | roles()


def _office_ending_at(sentence: Sentence, end: int) -> tuple[int, str] | None:
    """Return where the longest office that ends before token ``end`` begins, and the office as written."""
    for start in range(max(0, end - _LONGEST), end):
        text = _text(sentence, start, end)
        cases = {t.text[0].isupper() for t in sentence.tokens[start:end] if t.text[0].isalpha() and t.text != "of"}
        if _is_office(text) and len(cases) == 1:
            return start, text
    return None


def _before(context: "Context", sentence: Sentence, mention: Mention) -> tuple[str, Name] | None:
    """Match "Paris mayor Ann Lee" and, with a rank between, "Example Fleet commander General Ann Lee"."""
    end = mention.start
    while True:
        found = _office_ending_at(sentence, end)
        if found is None and not (end and sentence.tokens[end - 1].text.lower().rstrip(".") in words("titles")):
            return _of_before(context, sentence, end)
        if found is None:
            end -= 1
            continue
        start, office = found
        owner = _owner_before(context, sentence, start) or _owner_behind(context, sentence, mention.end)
        if owner is not None:
            return None if is_past(sentence, start) else (_cased(office), owner)
        end = start


def _of_before(context: "Context", sentence: Sentence, end: int) -> tuple[str, Name] | None:
    """Match "Governor of Washington Chris Gregoire": office, "of", place, name."""
    owner = _name_ending_at(context, sentence, end)
    if owner is None:
        return None
    start = owner[0]
    if start and sentence.tokens[start - 1].text.lower() == "the":
        start -= 1
    if not start or sentence.tokens[start - 1].text.lower() != "of":
        return None
    found = _office_ending_at(sentence, start - 1)
    if found is None or is_past(sentence, found[0]):
        return None
    if found[1].lower().endswith(_OF_STATE) and owner[1].kind is Kind.ORGANIZATION:
        # "Norwegian Minister of Trade": what stands behind "of" is the office's, not whose office it is.
        land = _owner_before(context, sentence, found[0])
        return (_text(sentence, found[0], end), land) if land is not None else None
    return _cased(found[1]), owner[1]


def _behind(context: "Context", sentence: Sentence, mention: Mention) -> tuple[str, Name] | None:
    """Match "Ann Lee, the mayor of Paris," and "Ann Lee, Paris mayor,"."""
    tokens = sentence.tokens
    i = mention.end
    if i + 1 >= len(tokens) or tokens[i].text != ",":
        return None
    i += 1
    if tokens[i].text.lower() == "the":
        i += 1
    for end in range(min(len(tokens) - 1, i + _LONGEST), i, -1):
        office = _text(sentence, i, end)
        if _is_office(office) and tokens[end].text.lower() == "of":
            owner = _owner_at(context, sentence, end + 1, whole=True)
            return (_cased(office), owner) if owner is not None else None
    owner = _owner_at(context, sentence, i)
    if owner is None:
        return None
    start = next(m.end for m in context.names.mentions(sentence) if m.start >= i)
    if start < len(tokens) and tokens[start].text in {"'s", "’s"}:
        start += 1
    for end in range(min(len(tokens) - 1, start + _LONGEST), start, -1):
        office = _text(sentence, start, end)
        if _is_office(office) and tokens[end].text in {",", "."}:
            return _cased(office), owner
    return None


def _owner_before(context: "Context", sentence: Sentence, start: int) -> Name | None:
    if start and sentence.tokens[start - 1].text in {"'s", "’s"}:
        start -= 1
    found = _name_ending_at(context, sentence, start)
    return found[1] if found is not None else None


def _owner_behind(context: "Context", sentence: Sentence, end: int) -> Name | None:
    tokens = sentence.tokens
    return (
        _owner_at(context, sentence, end + 1, whole=True)
        if end < len(tokens) and tokens[end].text.lower() == "of"
        else None
    )


def _owner_at(context: "Context", sentence: Sentence, start: int, *, whole: bool = False) -> Name | None:
    if start < len(sentence.tokens) and sentence.tokens[start].text.lower() == "the":
        start += 1
    for mention in context.names.mentions(sentence):
        if mention.start == start:
            after = sentence.tokens[mention.end] if mention.end < len(sentence.tokens) else None
            if whole and after is not None and (after.upos == "NOUN" or after.text in {"'s", "’s", "'", "’"}):
                return None  # "director of the Example study": the name only belongs to the study
            return _as_owner(context.names.by_form(mention.text))
    return None


def _name_ending_at(context: "Context", sentence: Sentence, end: int) -> tuple[int, Name] | None:
    for mention in context.names.mentions(sentence):
        if mention.end == end:
            name = _as_owner(context.names.by_form(mention.text))
            return (mention.start, name) if name is not None else None
    return None


def _as_owner(name: Name | None) -> Name | None:
    """Return a name that has offices; for a people its country: "the Norwegian president"."""
    if name is not None and name.kind is Kind.NATIONALITY and (land := home_of(name.full)) is not None:
        return Name(full=land.name, kind=Kind.COUNTRY, noun="country", forms=frozenset({land.name}))
    if name is not None and name.full.rsplit(maxsplit=1)[-1] in _MEMBERS:
        return None
    return name if name is not None and name.kind in _OWNERS else None


_MEMBERS = {"Tory", "Conservative", "Democrat", "Republican", "Socialist", "Communist", "Liberal", "Unionist"}
"""Words for those of a party, which have no leader of their own: "leader of Tory"."""


def sent_to(context: "Context", post: Post) -> Name | None:
    """Return the one country or body that an ambassador is said to be sent to: "Norwegian Ambassador to Chile"."""
    found = {
        owner.full: owner
        for sentence in context.document.sentences
        for noun in sentence.tokens
        if noun.lemma.lower() == "ambassador" and sentence.tokens[noun.index + 1 : noun.index + 2]
        if sentence.tokens[noun.index + 1].text.lower() == "to"
        if (owner := _owner_at(context, sentence, noun.index + 2)) is not None
    }
    return next(iter(found.values())) if len(found) == 1 and post.owner.full not in found else None


def is_only_shown(context: "Context", person: Name) -> bool:
    """Tell whether somebody never does or says anything, but is what a thing is of: "portraits of Ada Lorne"."""
    tops = [
        _top(sentence, sentence.tokens[mention.start])
        for sentence in context.document.sentences
        for mention in context.names.mentions(sentence)
        if context.names.by_form(mention.text) is person
    ]
    return bool(tops) and all(top.deprel == "nmod" for top in tops)


def _top(sentence: Sentence, token: Token) -> Token:
    """Return the word whose place in the sentence a name has: that of what it stands beside or is joined to."""
    while token.head >= 0 and is_relation(token, "flat", "appos", "conj", "compound", "nmod:desc"):
        token = sentence.tokens[token.head]
    return token


def is_past(sentence: Sentence, start: int) -> bool:
    """Tell whether a word right before token ``start`` says that it is no longer, not yet or not quite so."""
    before: list[Token] = list(sentence.tokens[max(0, start - 3) : start])
    return any(t.text.lower() in _PAST for t in before)


def _cased(office: str) -> str:
    """Return an office as it stands before "of": an abbreviation stays, the rest keeps the article's capitals."""
    return office.upper() if office.lower() in {"ceo", "mp"} else office

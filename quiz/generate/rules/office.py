"""Who holds an office: "Example Union Secretary-General Ann Lee", "Ann Lee, mayor of Paris"."""

from quiz.generate.context import Context
from quiz.generate.dates import month_year
from quiz.generate.facts import Candidate, Drop, Fact, Kind
from quiz.generate.mentions import Mention
from quiz.generate.names import Name
from quiz.generate.questions import spread
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wordlists import offices, words
from quiz.language.document import Sentence

_PAST = {"former", "ex", "late", "acting", "deputy", "vice", "assistant", "interim", "then", "designate", "elect", "co"}
_LONGEST = 5
"""Words an office's name may have, hyphens counted."""


def _find(context: Context) -> Found:
    done: set[tuple[str, str]] = set()
    for sentence in context.document.sentences:
        for mention in context.names.mentions(sentence):
            person = context.names.by_form(mention.text)
            if person is None or person.kind is not Kind.PERSON or " " not in person.full:
                continue
            found = _before(context, sentence, mention) or _behind(context, sentence, mention)
            if found is None:
                continue
            office, owner = found
            if (office, owner.full) in done:
                continue
            done.add((office, owner.full))
            yield _ask(context, sentence, person, office, owner)


def _ask(context: Context, sentence: Sentence, person: Name, office: str, owner: Name) -> Candidate | Drop:
    the = "the " if owner.article else ""
    core = f"the {office} of {the}{owner.full}"
    if office.startswith("co-"):
        return Drop(
            rule=RULE.name, text=f"Who is {core}?", reason="several people share the office", evidence=sentence.text
        )
    if office == "founder":
        prompt = f"Who is {core}?"
    elif context.today is not None:
        prompt = f"Who was {core} as of {month_year(context.today)}?"
    elif context.event is not None:
        own = f"the {owner.full} "
        event = context.event.text
        event = "its " + event.removeprefix(own) if event.startswith(own) else event
        prompt = f"Who was {core} at the time of {event}?"
    else:
        reason = "offices change and the article has no date"
        return Drop(rule=RULE.name, text=f"Who is {core}?", reason=reason, evidence=sentence.text)
    return Candidate(
        rule=RULE.name,
        prompt=prompt,
        answers=((person.full, *spread(person)),),
        answer_kind=Kind.PERSON,
        fact=Fact(predicate=f"hold {office}", subject=owner.full, value=person.full),
        sentence=sentence,
        weight=0.8,
        as_of=context.today,
    )


def _office_ending_at(sentence: Sentence, end: int) -> tuple[int, str] | None:
    """Return where the longest office that ends before token ``end`` begins, and the office as written."""
    for start in range(max(0, end - _LONGEST), end):
        text = sentence.slice(start, end)
        cases = {t.text[0].isupper() for t in sentence.tokens[start:end] if t.text[0].isalpha() and t.text != "of"}
        if text.lower() in offices() and len(cases) == 1:
            return start, " ".join(text.split())
    return None


def _before(context: Context, sentence: Sentence, mention: Mention) -> tuple[str, Name] | None:
    end = mention.start
    found = _office_ending_at(sentence, end)
    while found is None and end and sentence.tokens[end - 1].text.lower().rstrip(".") in words("titles"):
        end -= 1
        found = _office_ending_at(sentence, end)
    if found is None:
        return _of_before(context, sentence, end)
    start, office = found
    owner = _owner_before(context, sentence, start) or _owner_behind(context, sentence, mention.end)
    return (_cased(office), owner) if owner is not None and not _is_past(sentence, start) else None


def _of_before(context: Context, sentence: Sentence, end: int) -> tuple[str, Name] | None:
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
    return (_cased(found[1]), owner[1]) if found is not None and not _is_past(sentence, found[0]) else None


def _behind(context: Context, sentence: Sentence, mention: Mention) -> tuple[str, Name] | None:
    """Match "Ann Lee, the mayor of Paris," and "Ann Lee, Paris mayor,"."""
    tokens = sentence.tokens
    i = mention.end
    if i + 1 >= len(tokens) or tokens[i].text != ",":
        return None
    i += 1
    if tokens[i].text.lower() == "the":
        i += 1
    for end in range(min(len(tokens) - 1, i + _LONGEST), i, -1):
        office = " ".join(sentence.slice(i, end).split())
        if office.lower() in offices() and tokens[end].text.lower() == "of":
            owner = _owner_at(context, sentence, end + 1, whole=True)
            return (_cased(office), owner) if owner is not None else None
    owner = _owner_at(context, sentence, i)
    if owner is None:
        return None
    start = next(m.end for m in context.names.mentions(sentence) if m.start >= i)
    if start < len(tokens) and tokens[start].text in {"'s", "’s"}:
        start += 1
    for end in range(min(len(tokens) - 1, start + _LONGEST), start, -1):
        office = " ".join(sentence.slice(start, end).split())
        if office.lower() in offices() and tokens[end].text in {",", "."}:
            return _cased(office), owner
    return None


def _owner_before(context: Context, sentence: Sentence, start: int) -> Name | None:
    if start and sentence.tokens[start - 1].text in {"'s", "’s"}:
        start -= 1
    found = _name_ending_at(context, sentence, start)
    return found[1] if found is not None else None


def _owner_behind(context: Context, sentence: Sentence, end: int) -> Name | None:
    tokens = sentence.tokens
    return (
        _owner_at(context, sentence, end + 1, whole=True)
        if end < len(tokens) and tokens[end].text.lower() == "of"
        else None
    )


def _owner_at(context: Context, sentence: Sentence, start: int, *, whole: bool = False) -> Name | None:
    if start < len(sentence.tokens) and sentence.tokens[start].text.lower() == "the":
        start += 1
    for mention in context.names.mentions(sentence):
        if mention.start == start:
            after = sentence.tokens[mention.end] if mention.end < len(sentence.tokens) else None
            if whole and after is not None and after.upos == "NOUN":
                return None  # "director of the Example study": the name only belongs to the study's
            return _as_owner(context.names.by_form(mention.text))
    return None


def _name_ending_at(context: Context, sentence: Sentence, end: int) -> tuple[int, Name] | None:
    for mention in context.names.mentions(sentence):
        if mention.end == end:
            name = _as_owner(context.names.by_form(mention.text))
            return (mention.start, name) if name is not None else None
    return None


def _as_owner(name: Name | None) -> Name | None:
    owners = {Kind.ORGANIZATION, Kind.COUNTRY, Kind.CITY, Kind.PLACE, Kind.FACILITY}
    return name if name is not None and name.kind in owners else None


def _is_past(sentence: Sentence, start: int) -> bool:
    before = [t.text.lower() for t in sentence.tokens[max(0, start - 3) : start]]
    return any(word in _PAST for word in before)


def _cased(office: str) -> str:
    """Return an office as it stands before "of": an abbreviation stays, the rest keeps the article's capitals."""
    return office.upper() if office.lower() == "ceo" else office


RULE = Rule(name="office-holder", find=_find, why="who holds an office")

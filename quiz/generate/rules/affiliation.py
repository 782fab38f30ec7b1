"""Whose somebody is: "Ann Lee of the Labour Party" belongs to a party, "Ann Lee of Example University" works there."""

from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import month_year
from quiz.generate.wordlists import offices, roles
from quiz.language.document import Sentence, is_relation

_LEARNED = {"university", "college", "laboratory"}
_PARTIES = 3
"""So many parties are named where people stand for election."""
_OF = {"of", "from", "at"}


def _find(context: Context) -> Found:
    done: set[tuple[str, str]] = set()
    for sentence in context.sentences:
        for mention in context.names.mentions(sentence):
            person = context.names.by_form(mention.text)
            if person is None or person.kind is not Kind.PERSON or " " not in person.full:
                continue
            body = _behind(context, sentence, mention) or _ahead(context, sentence, mention)
            if body is not None and (person.full, body.full) not in done:
                done.add((person.full, body.full))
                yield from _ask(context, sentence, person, body)


def _ask(context: Context, sentence: Sentence, person: Name, body: Name) -> Found:
    noun = context.noun_of(body)
    stamp = f" in {month_year(context.today)}" if context.today is not None else ""
    spelled = not body.full.isupper() or bool(body.acronym)
    if noun == "party" or (not noun and spelled and body.kind is Kind.ORGANIZATION and _is_election(context)):
        prompt = f"To which {noun or 'political group'} did {person.full} belong{stamp}?"
    elif noun in _LEARNED and stamp:
        prompt = f"At which {noun} did {person.full} work{stamp}?"
    else:
        return
    yield Candidate(
        rule=RULE.name,
        prompt=prompt,
        answers=((body.full,),),
        answer_kind=body.kind,
        fact=Fact(predicate=f"belong to {noun}", subject=person.full, value=body.full),
        sentence=sentence,
        weight=0.45,
        as_of=context.today,
    )


def _is_election(context: Context) -> bool:
    """Tell whether the article is about people who stand for parties."""
    return sum(context.noun_of(name) == "party" for name in context.names) >= _PARTIES


def _behind(context: Context, sentence: Sentence, mention: Mention) -> Name | None:
    """Return the body in "Ann Lee of the Labour Party" or "Ann Lee, of the Labour Party,"."""
    tokens = sentence.tokens
    i = mention.end
    comma = i < len(tokens) and tokens[i].text == ","
    i += comma
    if i + 1 >= len(tokens) or tokens[i].text.lower() not in _OF:
        return None
    top = next((t for t in tokens[mention.start : mention.end] if not mention.start <= t.head < mention.end), tokens[i])
    i += 1
    i += tokens[i].text.lower() == "the"
    found = next((m for m in context.names.mentions(sentence) if m.start == i), None)
    if found is None:
        return None
    inner = next((t for t in tokens[found.start : found.end] if not found.start <= t.head < found.end), top)
    after = tokens[found.end] if found.end < len(tokens) else None
    owned = after is not None and (after.text in {"'s", "’s", "'", "’"} or after.upos == "NOUN")
    attached = is_relation(inner, "nmod") and mention.start <= inner.head < mention.end
    closed = comma and after is not None and after.text == ","
    return context.names.by_form(found.text) if not owned and (attached or closed) else None


def _ahead(context: Context, sentence: Sentence, mention: Mention) -> Name | None:
    """Return the party in "the Labour Party's Ann Lee"; an office between would say more and is asked for elsewhere."""
    i = mention.start - 1
    if i < 1 or sentence.tokens[i].text not in {"'s", "’s", "'", "’"}:
        return None
    if sentence.tokens[i - 1].lemma.lower() in offices() | roles():
        return None
    found = next((m for m in context.names.mentions(sentence) if m.end == i), None)
    return context.names.by_form(found.text) if found is not None else None


RULE = Rule(name="affiliation", find=_find, why="to which body somebody belongs")

"""Who holds an office: "Example Union Secretary-General Ann Lee", "Ann Lee, the chairman of the board of Example"."""

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Drop, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.descriptions import Source, phrase
from quiz.generate.reading.posts import find_posts, is_only_shown, is_past, sent_to
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import month_year
from quiz.generate.wordlists import offices
from quiz.language.document import Sentence


def _find(context: Context) -> Found:
    told: set[tuple[int, str]] = set()
    for post in find_posts(context):
        told.add((id(post.sentence), post.person.full))
        if post.unique:
            the = "the " if post.owner.article else ""
            core = f"the {post.office} {post.at} {the}{post.owner.full}"
            if post.office.lower() == "ambassador":
                sent = sent_to(context, post)
                if sent is None:
                    reason = "it is not certain to which country somebody is sent"
                    yield Drop(rule=RULE.name, text=post.sentence.text, reason=reason)
                    continue
                core += f" to {'the ' if sent.article else ''}{sent.full}"
            yield _ask(context, post.sentence, post.person, core, post.owner)
    for one in context.descriptions:
        known = (id(one.sentence), one.name.full) in told
        if known or one.name.kind is not Kind.PERSON or one.lemma not in offices() or not one.definite:
            continue
        known = context.references.of(one.sentence)
        owned = one.owned or any(t.upos == "PROPN" or t.index in known for t in one.tokens)
        if owned and one.source is Source.APPOSITION and not one.ranked and not is_past(one.sentence, one.noun.index):
            used = tuple(t.index for t in one.tokens)
            yield _ask(context, one.sentence, one.name, phrase(context, one), None, used=used)


def _ask(
    context: Context, sentence: Sentence, person: Name, core: str, owner: Name | None, *, used: tuple[int, ...] = ()
) -> Candidate | Drop:
    year = context.year_of(sentence)
    if core.startswith("the founder "):
        prompt = f"Who is {core}?"
    elif core.startswith("the leader ") and context.today is None:
        prompt = f"Who was {core}?"  # nobody's for a term: the year beside it is another thing's
    elif year is not None:
        prompt = f"Who was {core} in {year}?"
    elif context.today is not None:
        if is_only_shown(context, person):
            reason = "it is not certain whether somebody still holds the office"
            return Drop(rule=RULE.name, text=f"Who was {core}?", reason=reason, evidence=sentence.text)
        prompt = f"Who was {core} as of {month_year(context.today)}?"
    elif context.event is not None:
        event = context.event.text
        own = f"the {owner.full} " if owner is not None else ""
        event = "its " + event.removeprefix(own) if own and event.startswith(own) else event
        prompt = f"Who was {core} at the time of {event}?"
    else:
        reason = "offices change and the article has no date"
        return Drop(rule=RULE.name, text=f"Who is {core}?", reason=reason, evidence=sentence.text)
    return Candidate(
        rule=RULE.name,
        prompt=prompt,
        answers=((person.full,),),
        answer_kind=Kind.PERSON,
        fact=Fact(predicate="hold", subject=core, value=person.full),
        sentence=sentence,
        weight=0.8,
        used=used,
        as_of=context.today if year is None else None,
    )


RULE = Rule(name="office-holder", find=_find, why="who holds an office")

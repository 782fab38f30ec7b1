"""What somebody is, and where: "At which newspaper was Ann Lee editor?", "What was Ann Lee's profession?"."""

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.descriptions import Description, Source, phrase
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.reading.posts import Post, find_posts
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import month_year
from quiz.generate.wording.questions import who
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token

_LOOSE = {
    "author",
    "co-author",
    "biographer",
    "writer",
    "co-owner",
    "owner",
    "model",
    "politician",
    "activist",
    "actor",
    "actress",
    "player",
    "defender",
    "striker",
    "forward",
    "goalkeeper",
}
"""What somebody is in a country or a party, not in a body that one could work for."""
_JOBS = ("ologist", "grapher", "ician", "maker", "wright", "smith", "historian")
"""Endings of professions."""
_FAMILY = {"father", "mother", "husband", "wife"}


def _find(context: Context) -> Found:
    for post in find_posts(context):
        if _is_asked(context, post):
            yield from _where(context, post)
    for one in context.descriptions:
        if one.source is Source.PREDICATE and _is_job(one.lemma) and one.indefinite and not one.also:
            yield from _profession(context, one)


def _is_asked(context: Context, post: Post) -> bool:
    """Tell whether the body is what is worth asking: who holds the post is asked of posts that one person holds.

    That needs a date, for posts change hands; where somebody once held one does not.
    """
    if post.unique and context.today is None and context.event is None:
        return not any(part in post.person.full for part in post.owner.full.split())
    body = post.owner.kind in {Kind.ORGANIZATION, Kind.FACILITY}
    return body and post.office.lower() not in _LOOSE and (not post.unique or post.at != "of")


def _where(context: Context, post: Post) -> Found:
    body = post.owner.kind is Kind.ORGANIZATION
    typed = who(post.owner, context) or (["which organization"] if body else None)
    if typed is None or not (post.past or post.unique or context.today is not None):
        return
    at = "for" if post.office.lower().startswith("spokes") else post.at
    article = "an " if post.office[0].lower() in "aeiou" else "a "
    if post.unique:
        article = "the " if context.today is None else ""
    if post.past and post.owner.kind is Kind.ORGANIZATION and post.office.lower() == "co-founder":
        article = "a "
    stamp = f" in {month_year(context.today)}" if context.today is not None and not post.past else ""
    if post.owner.kind is Kind.COUNTRY and post.office.lower() in {"emperor", "king", "queen", "captain"}:
        return
    if (year := context.year_of(post.sentence)) is not None:
        stamp = f" in {year}"
    yield Candidate(
        rule=RULE.name,
        prompt=sentence_case(f"{at} {typed[0]} was {post.person.full} {article}{post.office}{stamp}?"),
        answers=((post.owner.full,),),
        answer_kind=post.owner.kind,
        fact=Fact(predicate=f"be {post.office} at", subject=post.person.full, value=post.owner.full),
        sentence=post.sentence,
        weight=0.5,
        as_of=context.today if stamp else None,
    )


def _profession(context: Context, one: Description) -> Found:
    """Ask for the profession of who the article is about or of a parent, with all that are told in a row."""
    whose = _whose(context, one)
    row = _whole_row(one.sentence, one.noun)
    if whose is None or one.noun not in row or any(not _is_job(t.lemma.lower()) for t in row):
        return
    jobs = [_named(one.sentence, t) for t in row]
    text = jobs[0] if len(jobs) == 1 else ", ".join(jobs[:-1]) + " and " + jobs[-1]
    yield Candidate(
        rule=RULE.name,
        prompt=f"What {'was' if one.past else 'is'} {whose}?",
        answers=(tuple(dict.fromkeys((text, *jobs, *(t.lemma.lower() for t in row)))),),
        answer_kind=Kind.THING,
        fact=Fact(predicate="have profession", subject=one.name.full, value=text),
        sentence=one.sentence,
        weight=0.7 if one.name is context.topic else 0.5,
    )


def _is_job(lemma: str) -> bool:
    return lemma in words("professions") or lemma.endswith(_JOBS)


def _named(sentence: Sentence, noun: Token) -> str:
    """Return a job with what it is about: "textile artist", "polar explorer"."""
    before = sentence.tokens[noun.index - 1]
    joined = before.head == noun.index and before.text.islower() and before.xpos in {"NN", "JJ"}
    plain = joined and (before.xpos == "NN" or before.lemma.lower() in words("fields"))
    return f"{before.text} {noun.lemma.lower()}" if plain else noun.lemma.lower()


def _whose(context: Context, one: Description) -> str | None:
    """Return whose profession is told, as the question names it; ``None`` when the article is about somebody else."""
    if one.name.kind is not Kind.PERSON:
        return None
    if one.name is context.topic:
        return f"{one.name.full}'s profession"
    for other in context.descriptions:
        owner = next(iter(other.sentence.children(other.noun, "nmod:poss")), None)
        if other.name is one.name and other.lemma in _FAMILY and owner is not None:
            known = context.referent(other.sentence, owner) or context.names.name_at(other.sentence, owner)
            if known is not None and known is context.topic:
                return f"the profession of {phrase(context, other)}"
    return None


def _whole_row(sentence: Sentence, noun: Token) -> list[Token]:
    """Return a row of jobs with the one behind its last "and", whatever word the tree joins that to."""
    row = _in_a_row(sentence, noun)
    last = row[-1].index if row else len(sentence.tokens)
    if last + 2 >= len(sentence.tokens) or sentence.tokens[last + 1].text.lower() != "and":
        return row
    job = sentence.tokens[last + 2]
    return [*row, job] if job.upos == "NOUN" and _is_job(job.lemma.lower()) else row


def _in_a_row(sentence: Sentence, noun: Token) -> list[Token]:
    """Return ``noun`` and the nouns joined to it, however deep the analyser hung them."""
    below = [t for c in sentence.children(noun, "conj") if c.upos == "NOUN" for t in _in_a_row(sentence, c)]
    row = sorted([noun, *below], key=lambda t: t.index)
    # "Was a smith, and her mother, Ada, a nurse": what follows is somebody else's.
    between = sentence.tokens[row[0].index : row[-1].index]
    end = next((t.index for t in between if t.xpos == "PRP$" or t.lemma.lower() in _FAMILY), len(sentence.tokens))
    return [t for t in row if t.index < end]


RULE = Rule(name="role", find=_find, why="what somebody is, and where")

"""The gates a candidate must pass before it may become a card; each gives its reason when it shuts.

They follow the ten generation-time gates of the research notes: cheap, exact checks on what the question is made
of, in place of a grammar checker.
"""

import re
from collections.abc import Callable

from quiz.generate.choosing.answerable import answerable
from quiz.generate.choosing.anybody import names_nobody
from quiz.generate.choosing.arguments import with_its_objects
from quiz.generate.choosing.english import well_worded
from quiz.generate.choosing.guessing import telling, unguessable
from quiz.generate.choosing.intact import intact
from quiz.generate.choosing.loose import unbroken
from quiz.generate.choosing.many_true import many_true
from quiz.generate.choosing.open_ended import narrow
from quiz.generate.choosing.passing import lasting
from quiz.generate.choosing.shape import shaped, typed
from quiz.generate.choosing.single import outspoken, single
from quiz.generate.choosing.times import placed_in_time, timeless
from quiz.generate.choosing.untitled import told_alone
from quiz.generate.choosing.well_formed import well_formed
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.wording.specificity import is_dated_exactly
from quiz.generate.wordlists import words
from quiz.language.document import is_relation
from quiz.model.deck import CardKind

MAX_SENTENCE = 60
"""Longer sentences are too often analysed wrongly; in tokens."""
CONFIDENCE = 0.45
"""Least probability of every attachment a question rests on; lower ones are mostly wrong on the development texts."""

CALLED = 3
"""Words between quotation marks that may only be how a thing is called."""

_ATTRIBUTED = re.compile(r"\baccording to\b", re.IGNORECASE)
_WORLDWIDE = re.compile(r"\b(?:largest|only|first|oldest|\w+est|most \w+) .*\b(?:in the world|on Earth)\b")
_ONE_OF_MANY = re.compile(r"(?:an?|some) [^\W\d]+")
_YEAR = re.compile(r"\d{4}")
_LETTERS = re.compile(r"\b[A-Z]{2,5}\b")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")

Gate = Callable[[Candidate, Context], str | None]
"""Returns why a candidate may not pass, or ``None``."""


def invertible(candidate: Candidate, _: Context) -> str | None:
    """Pass when question and answer are the simplified clause, token for token: nothing lost, nothing doubled."""
    if not candidate.clause:
        return None
    if len(set(candidate.used)) != len(candidate.used):
        return "a word of the sentence stands twice in the question"
    missing = set(candidate.clause) - set(candidate.used) - set(candidate.asked)
    extra = set(candidate.used) - set(candidate.clause)
    return "question and answer do not add up to the sentence" if missing or extra else None


def confident(candidate: Candidate, _: Context) -> str | None:
    """Pass when the analyser is sure of the attachments at which the clause was taken apart."""
    tokens = candidate.sentence.tokens
    reach = len(tokens) if candidate.clause else max(candidate.joints, default=0)
    if reach > MAX_SENTENCE:
        return "the sentence is too long to be sure of"
    weak = [tokens[i] for i in candidate.joints if tokens[i].confidence < CONFIDENCE and tokens[i].upos not in _SMALL]
    return f"the analysis is not certain (at {weak[0].text})" if weak else None


_SMALL = {"PUNCT", "ADV", "DET", "CCONJ", "SYM"}


def grounded(candidate: Candidate, context: Context) -> str | None:
    """Pass when there is no pronoun, demonstrative or bare definite that a stranger could not resolve."""
    tokens = candidate.sentence.tokens
    subjects = [tokens[i] for i in candidate.used + candidate.asked if is_relation(tokens[i], "nsubj")]
    names = [context.names.name_at(candidate.sentence, t) for t in subjects if t.upos == "PROPN"]
    # "Its" goes back to a body or a thing, not to a person.
    named = any(name is None or name.kind is not Kind.PERSON for name in names) or candidate.general
    lost = dangling(
        context,
        candidate.sentence,
        (*candidate.used, *candidate.speaker),
        asked=candidate.asked,
        subject_known=named,
        event=context.event_at(candidate.sentence) if _is_framed(candidate, context) else None,
        told=context.told if candidate.headline else (),
        general=candidate.general,
        within=candidate.kind is CardKind.CLOZE,
    )
    return lost[1] if lost is not None else None


def _is_framed(candidate: Candidate, context: Context) -> bool:
    """Tell whether a question names the event that its article is about."""
    event = context.event_at(candidate.sentence)
    return event is not None and event.text in candidate.prompt


def anchored(candidate: Candidate, context: Context) -> str | None:
    """Pass when a name, not only a year or the stamp we set, tells what the question is about."""
    nothing = "nothing in the question says what it is about"
    if _is_framed(candidate, context) or candidate.headline or candidate.general:
        return None
    if candidate.clause:
        sentence = candidate.sentence
        references = context.references.of(sentence)
        for i in candidate.used:
            name = context.names.name_at(sentence, sentence.tokens[i])
            told = references.get(i)
            named = told is not None and told.text.removesuffix("'s").removeprefix("the ") != candidate.answer
            if name is not None or named:
                return None
        about = context.subject_at(sentence)
        told = about is not None and about.full in candidate.prompt
        dated = is_dated_exactly(context, candidate.sentence, candidate.used)
        return None if told or dated or _WORLDWIDE.search(candidate.prompt) else nothing
    rest = candidate.prompt.split(" ", 1)[-1]
    if candidate.rule != "acronym" and not candidate.used and (letters := _letters(rest, context)):
        return f"a stranger may not know what the letters stand for ({letters})"
    return None if any(c.isupper() for c in rest) or _YEAR.search(rest) else nothing


def _letters(text: str, context: Context) -> str:
    """Return letters that stand alone for a name that the article does not write out and not everybody knows."""
    for word in _LETTERS.findall(text):
        name = context.names.by_form(word)
        if name is not None and name.full == word and word.lower() not in words("acronyms"):
            return str(word)
    return ""


def unquoted(candidate: Candidate, context: Context) -> str | None:
    """Pass when the words of the question are the article's own, not somebody's in quotation marks; names are free."""
    if candidate.rule in {"quote", "statement"} or _ATTRIBUTED.search(candidate.prompt):
        return None  # whose words they are is asked or said, or they stand between their marks
    sentence = candidate.sentence
    own = [
        token
        for token in (sentence.tokens[i] for i in sorted(candidate.used))
        if token.upos != "PUNCT" and context.is_quoted(token) and context.names.mention_at(sentence, token) is None
    ]
    # A word or two in quotation marks within the article's own statement are how a thing is called.
    said = {"VERB", "AUX", "PRON"}
    quoted = [t for t in (sentence.tokens[i] for i in candidate.used) if t.upos != "PUNCT" and context.is_quoted(t)]
    # A row of names and other words without its marks is no name: "dubbed it Arvin vs. the Sea".
    mixed = len(quoted) > CALLED and bool(own)
    called = (
        len(own) <= CALLED
        and not mixed
        and not any(t.upos in said or is_relation(t, "obj", "nsubj", "root") for t in own)
    )
    return None if called else f"the words are somebody's own ({own[0].text})"


def whole(candidate: Candidate, _: Context) -> str | None:
    """Pass when no verb of the question has lost what completes it: what was said, what somebody came to do."""
    tokens, inside = candidate.sentence.tokens, {*candidate.used, *candidate.asked}
    for i in candidate.used:
        if tokens[i].upos not in {"VERB", "AUX"}:
            continue
        for child in candidate.sentence.children(tokens[i], "ccomp", "xcomp"):
            if child.index not in inside:
                return f"what completes the verb is left out ({tokens[i].text})"
        if is_relation(tokens[i], "aux:pass") and tokens[tokens[i].head].xpos == "VB":
            return f"the forms of the verb do not agree ({tokens[i].text} {tokens[tokens[i].head].text})"
    return None


def exact(candidate: Candidate, _: Context) -> str | None:
    """Pass when the answer is no bare "a decree" or "his reputation", which says no more than its class word."""
    if names_nobody(candidate):
        return f"the answer is one of many ({candidate.answer})"
    if candidate.general or candidate.answer_kind is not Kind.THING or len(_WORD.findall(candidate.answer)) > 2:  # noqa: PLR2004
        return None
    sentence, asked = candidate.sentence, set(candidate.asked)
    if any(sentence.tokens[i].lemma.lower() in words("causing") for i in candidate.used):
        return None  # "a storm" says what caused it
    if _ONE_OF_MANY.fullmatch(candidate.answer) and candidate.rule in {"subject", "object", "oblique", "agent"}:
        return f"the answer is one of many ({candidate.answer})"
    for i in candidate.asked:
        token = sentence.tokens[i]
        told = {t.index for t in sentence.children(token, "nmod")}
        if token.upos != "NOUN" or token.head in asked or (asked & told if candidate.rule != "share" else told):
            continue  # "a third" of something is exact
        below = [t for t in sentence.children(token) if t.index in asked and t.upos not in {"PUNCT", "ADP"}]
        if len(below) == 1 and (below[0].text.lower() in {"a", "an", "some"} or below[0].xpos == "PRP$"):
            return f"the answer is one of many ({candidate.answer})"
    return None


GATES: tuple[Gate, ...] = (
    invertible, confident, whole, exact, grounded, anchored, told_alone, placed_in_time, unquoted, timeless,
    well_formed, answerable, typed, shaped, single, outspoken, unguessable, telling, well_worded,
    with_its_objects, unbroken, intact, narrow, many_true, lasting,
)  # fmt: skip


def first_objection(candidate: Candidate, context: Context) -> str | None:
    """Return why ``candidate`` may not become a card, or ``None`` when every gate is open."""
    return next((reason for gate in GATES if (reason := gate(candidate, context))), None)

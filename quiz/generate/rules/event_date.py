"""On what date a meeting was held: an event with its date right behind it, wherever in the sentence it stands."""

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import Grain, When
from quiz.language.document import Sentence, Token

_HELD = {
    "ceremony", "conference", "congress", "convention", "election", "festival", "forum", "funeral", "hearing", "match",
    "meeting", "referendum", "session", "summit", "tournament", "trial", "vote",
}  # fmt: skip


def _find(context: Context) -> Found:
    for sentence in context.sentences:
        for when in context.references.dates(sentence):
            noun = _event_before(sentence, when)
            if noun is None or not when.known or when.grain is not Grain.DAY or context.is_quoted(noun):
                continue
            if not _is_told(context, sentence, noun):
                continue
            tokens = [t for t in kept(sentence, noun) if t.index < when.start - 1 and t.deprel != "case"]
            inner = [t for t in kept(sentence, noun) if t.index < when.start - 1 and t not in tokens]
            first = next((t for t in tokens if t.upos != "ADP"), noun)
            phrase = sorted([t for t in (*tokens, *inner) if t.index >= first.index], key=lambda t: t.index)
            yield Candidate(
                rule=RULE.name,
                prompt=sentence_case(context.text(sentence, ["on what date was", *phrase, "held"])) + "?",
                answers=((when.text, *when.spellings()),),
                answer_kind=Kind.DATE,
                fact=Fact(predicate="be held/date", subject=context.text(sentence, phrase), value=when.text),
                sentence=sentence,
                weight=0.65,
                used=tuple(t.index for t in phrase),
            )


def _is_told(context: Context, sentence: Sentence, noun: Token) -> bool:
    """Tell whether a name says which event it is, and no clause that would have to be understood too."""
    below = kept(sentence, noun)
    return any(context.names.mention_at(sentence, t) for t in below) and not any(
        t.deprel.startswith("acl") for t in below
    )


def _event_before(sentence: Sentence, when: When) -> Token | None:
    """Return the event whose phrase ends right before "on" and the date."""
    if when.start < 2 or sentence.tokens[when.start - 1].text.lower() != "on":  # noqa: PLR2004
        return None
    for noun in sentence.tokens[: when.start - 1]:
        if noun.lemma.lower() not in _HELD or noun.xpos != "NN":
            continue
        det = sentence.child(noun, "det")
        inside = [t for t in sentence.subtree(noun) if t.index < when.start - 1]
        if det is not None and det.text.lower() == "the" and inside[-1].index == when.start - 2:
            return noun
    return None


RULE = Rule(name="event-date", find=_find, why="when an event takes place")

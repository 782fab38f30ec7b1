"""What something was or is also called: "X, previously known as Y", "X (also known as Y)"."""

from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Drop, Fact, Kind
from quiz.generate.grammar.simplify import bracketed
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import Sentence, Token

_FORMER = {"previously", "formerly", "originally", "once", "initially"}
_TOO = {"also", "commonly", "popularly", "better", "locally", "colloquially", "officially", "sometimes", "usually"}
_VERBS = {"known", "called", "named", "titled", "nicknamed"}
_REACH = 8
"""So many tokens besides brackets may stand between a name and "known as"."""


def _find(context: Context) -> Found:
    yield from _born_as(context)
    yield from _known_to(context)
    for sentence in context.sentences:
        for token in sentence.tokens[1:-1]:
            if token.text.lower() in _VERBS and token.xpos in {"VBN", "VBD"}:
                before = sentence.tokens[token.index - 1].text.lower()
                bare = before in {",", "("} and token.text.lower() == "known"
                if before in _FORMER or before in _TOO or (bare and sentence.tokens[token.index + 1].text == "as"):
                    yield from _ask(context, sentence, token, "" if bare else before)


def _ask(context: Context, sentence: Sentence, verb: Token, adverb: str) -> Found:
    owner = _owner(context, sentence, verb)
    others = list(_others(context, sentence, verb))
    if owner is None or not others or owner in others:
        yield Drop(rule=RULE.name, text=sentence.text, reason="one of the two names is not certain")
        return
    head = owner.full.split(" of ", maxsplit=1)[0]
    several = owner.kind is not Kind.PERSON and head.endswith("s") and not head.endswith("ss")
    first_name = owner.kind is Kind.PERSON and " " not in owner.full
    if (several and owner.article) or first_name:
        yield Drop(rule=RULE.name, text=sentence.text, reason="it is not certain that one is named")
        return
    the = "the " if owner.article else ""
    past = adverb in _FORMER or any(t.xpos == "VBD" for t in (sentence.root, *sentence.children(sentence.root, "cop")))
    tense, when = "was" if past else "is", adverb
    first, *rest = others
    yield Candidate(
        rule=RULE.name,
        prompt=_wording(" ".join(f"{tense} {the}{owner.full} {when} {verb.text.lower()}".split())),
        answers=((first.full, *(name.full for name in rest)),),
        answer_kind=owner.kind if owner.kind is not Kind.NAME else first.kind,
        fact=Fact(predicate=f"be {when} {verb.text.lower()}", subject=owner.full, value=first.full),
        sentence=sentence,
        weight=0.75,
    )


def _born_as(context: Context) -> Found:
    """Ask under what name somebody was born whom the article is about: "(1 May 1901 – 2 June 1970), born Ada Berg"."""
    topic, sentence = context.topic, next(iter(context.sentences), None)
    if topic is None or topic.kind is not Kind.PERSON or sentence is None:
        return
    for verb in sentence.tokens[2:-1]:
        if verb.text.lower() != "born" or sentence.tokens[verb.index - 1].text not in {",", "("}:
            continue
        after = next((m for m in context.names.mentions(sentence) if m.start == verb.index + 1), None)
        led = any(
            context.names.by_form(m.text) is topic for m in context.names.mentions(sentence) if m.end <= verb.index
        )
        if after is None or not led or sentence.tokens[after.end].text not in {",", ")", ";"}:
            continue
        same = set(after.text.split()) >= set(topic.full.split())
        if not same:
            yield Candidate(
                rule=RULE.name,
                prompt=f"Under what name was {topic.full} born?",
                answers=((after.text,),),
                answer_kind=Kind.NAME,
                fact=Fact(predicate="be born as", subject=topic.full, value=after.text),
                sentence=sentence,
                weight=0.7,
            )


def _known_to(context: Context) -> Found:
    """Ask by what name those who the sentence tells knew something: "the town was known as Arvinum by the monks"."""
    for clause in context.clauses:
        sentence, subject = clause.sentence, clause.subject
        if clause.flaw or clause.head.text.lower() != "known" or clause.finite.lemma.lower() != "be":
            continue
        name = context.name_of(sentence, subject.tokens)
        first = next(iter(subject.tokens), subject.top)
        if name is None and len(subject.tokens) <= 2 and first.xpos != "PRP$":  # noqa: PLR2004
            name = context.referent(sentence, first)
        called = next((u for u in clause.after() if u.tokens[0].text.lower() == "as"), None)
        other = context.name_of(sentence, called.tokens[1:]) if called is not None else None
        people = next((u for u in clause.after() if u.tokens[0].text.lower() in {"by", "to"}), None)
        if name is None or other is None or people is None or name is other or other.kind is Kind.NATIONALITY:
            continue
        the = "the " if name.article else ""
        knowing = context.text(sentence, people.tokens[1:])
        yield Candidate(
            rule=RULE.name,
            prompt=sentence_case(f"by what name {clause.finite.text.lower()} {the}{name.full} known to {knowing}?"),
            answers=((other.full,),),
            answer_kind=other.kind,
            fact=Fact(predicate="be known to", subject=name.full, value=other.full),
            sentence=sentence,
            weight=0.75,
            used=tuple(t.index for t in people.tokens[1:]),
            joints=(people.top.index,),
        )


def _wording(rest: str) -> str:
    if rest.endswith((" also known", " sometimes known")):
        return f"By what other name {rest.rsplit(' ', 2)[0]} known?"
    return f"By what name {rest}?" if rest.endswith(" known") else f"What {rest}?"


def _owner(context: Context, sentence: Sentence, verb: Token) -> Name | None:
    """Return the name right before the phrase, brackets with an acronym or another spelling skipped."""
    before = [m for m in context.names.mentions(sentence) if m.end < verb.index]
    for mention in reversed(before):
        between = sentence.tokens[mention.end : verb.index - 1]
        inside = bracketed(sentence)
        if mention.start in inside and verb.index not in inside:
            continue
        if sum(t.index not in inside for t in between) > _REACH:
            return None
        stated = [t.text.lower() for t in between] in (["is"], ["was"])
        if (stated or (between and between[0].text in {",", "("})) and not _bracketed(sentence, mention):
            return context.names.by_form(mention.text)
    return None


def _bracketed(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a name is an aside itself, or only tells another apart: "Ada of Arvin, also known as ..."."""
    return mention.start > 0 and sentence.tokens[mention.start - 1].text.lower() in {"(", ":", "of", "in", "from"}


def _others(context: Context, sentence: Sentence, verb: Token) -> list[Name]:
    """Return the names after "known as", joined by "or" or "and"."""
    tokens = sentence.tokens
    i = verb.index + 1
    found: list[Name] = []
    mentions = {m.start: m for m in context.names.mentions(sentence)}
    while i < len(tokens):
        if tokens[i].text.lower() in {"as", "the", "or", "and"}:
            i += 1
        elif i in mentions and (name := context.names.by_form(mentions[i].text)) is not None:
            found.append(name)
            i = mentions[i].end
        else:
            break
    return found


RULE = Rule(name="also-known-as", find=_find, why="by what other name something is known")

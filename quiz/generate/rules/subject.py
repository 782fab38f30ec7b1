"""Who or what did it: the subject of a clause is asked for, the order of words stays."""

from quiz.generate.clauses import Clause
from quiz.generate.context import Context
from quiz.generate.facts import Drop, Kind
from quiz.generate.phrases import Piece
from quiz.generate.questions import Asker, Unaskable, candidate, spread, title_before, who
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import Token, is_relation


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            yield Drop(rule=RULE.name, text=clause.sentence.text, reason=clause.flaw)
            continue
        try:
            yield from _ask(context, clause)
        except Unaskable as problem:
            yield Drop(rule=RULE.name, text=clause.sentence.text, reason=str(problem))


def _ask(context: Context, clause: Clause) -> Found:
    sentence = clause.sentence
    top = clause.subject.top
    name = context.names.name_at(sentence, top)
    if name is None or name.kind is Kind.NATIONALITY:
        return
    wh = who(name)
    mention = context.names.mention_at(sentence, top)
    if wh is None or mention is None or clause.copular:
        yield Drop(rule=RULE.name, text=sentence.text, reason=f"the type of {name.full} is not certain")
        return
    if any(is_relation(t, "conj") for t in sentence.children(top)):
        # The others of a coordinated subject took part too: only a person's office makes one of them the answer.
        if not title_before(clause, top) or _office_of(clause, top) == ():
            yield Drop(rule=RULE.name, text=sentence.text, reason="the subject is coordinated")
            return
    office = _office_of(clause, top) if name.kind is Kind.PERSON else ()
    pieces: list[Piece] = ["which", *office] if office else [*wh]
    asked = [t for t in sentence.tokens if mention.start <= t.index < mention.end]
    question = Asker(context, clause).subject(pieces, keep=office, asked=asked)
    yield candidate(
        RULE.name,
        clause,
        question,
        ((name.full, *spread(name)),),
        name.kind,
        weight=0.75 if office else 0.6,
        context=context,
    )


def _office_of(clause: Clause, top: Token) -> tuple[Token, ...]:
    """Return the words of an office with whose it is: ``President ... of Kyrgyzstan``; empty without owner."""
    title = title_before(clause, top)
    owner = [
        t
        for t in clause.sentence.children(top, "nmod")
        if any(c.text == "of" for c in clause.sentence.children(t, "case")) and t.upos == "PROPN"
    ]
    if not title or not owner:
        return ()
    return (*title, *(t for t in clause.sentence.subtree(owner[0]) if t.upos != "PUNCT"))


RULE = Rule(name="subject", find=_find)

"""Who or what did it: the subject of a clause is asked for, the order of words stays."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.generate.entities.names import Name
from quiz.generate.entities.places import capitals
from quiz.generate.facts import Drop, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.asking import is_human, sought
from quiz.generate.wording.bynames import is_of_one_place
from quiz.generate.wording.described import described
from quiz.generate.wording.questions import Question, candidate, who, worded
from quiz.generate.wording.specificity import is_specific, too_general
from quiz.generate.wording.timing import is_stale
from quiz.generate.wordlists import offices, words
from quiz.language.document import Token, is_relation
from quiz.language.inflect import lemma

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            yield Drop(rule=RULE.name, text=clause.sentence.text, reason=clause.flaw)
            continue
        yield from or_drop(RULE.name, clause, _ask(context, clause))


def _ask(context: Context, clause: Clause) -> Found:
    sentence = clause.sentence
    top = clause.subject.top
    name = context.names.name_at(sentence, top) or context.referent(sentence, top)
    if name is None:
        yield from _ask_common(context, clause)
        return
    if name.kind is Kind.NATIONALITY or (clause.copular and not _is_unique(clause)):
        return
    if reason := _doubt(context, clause, name):
        yield Drop(rule=RULE.name, text=sentence.text, reason=reason)
        return
    wh = who(name, context) or ([_sort_of(top)] if name.kind is Kind.NAME else None)
    mention = context.names.mention_at(sentence, top)
    start, end = (mention.start, mention.end) if mention is not None else (top.index, top.index + 1)
    if wh is not None and clause.copular and clause.finite.text.lower() in {"are", "were"}:
        wh = ["what"]
    if wh is not None and clause.copular and wh != ["who"] and clause.head.upos == "NOUN":
        wh = ["what"]
    if wh is None:
        yield Drop(rule=RULE.name, text=sentence.text, reason=f"the type of {name.full} is not certain")
        return
    # The others of a coordinated subject took part too: only a person's office makes one of them the answer.
    if any(is_relation(t, "conj") for t in sentence.children(top)) and not _office_of(clause, top):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the subject is coordinated")
        return
    office = _office_of(clause, top) if name.kind is Kind.PERSON else ()
    pieces: list[Piece] = ["which", *office] if office else [*wh]
    asked = [t for t in sentence.tokens if start <= t.index < end]
    loose = [t for t in clause.subject.tokens if t not in asked and t not in office and not _is_dressing(t, top)]
    if loose and name.kind is not Kind.PERSON and not any(is_relation(t, "conj") for t in sentence.children(top)):
        yield from _ask_common(context, clause)
        return
    question = worded(context, clause, lambda asker: asker.subject(pieces, asked=asked))
    specific = (
        clause.copular
        or bool(office)
        or is_specific(context, clause, question, hidden=name.full)
        or is_of_one_place(context, question.text, name)
    )
    if not specific and (style := _styled(context, clause, name, question, asked)) is not None:
        question, specific = style, True
    made = candidate(
        RULE.name,
        clause,
        question,
        ((name.full,),),
        name.kind,
        weight=_weight(context, clause, name, office=bool(office)),
        context=context,
    )
    yield made if specific else too_general(made)


def _weight(context: Context, clause: Clause, name: Name, *, office: bool) -> float:
    """Return what the question is worth: that the topic did something is worth less than what it alone is."""
    if office:
        return 0.75
    return 0.6 if clause.copular or name not in {context.topic, context.protagonist} else 0.35


def _ask_common(context: Context, clause: Clause) -> Found:
    """Ask for a subject that is no name: "What caused the fire in the Harbour Museum?"."""
    sentence, top = clause.sentence, clause.subject.top
    if clause.copular or top.upos not in {"NOUN", "PROPN"} or clause.head.lemma.lower() in words("reporting"):
        return
    lasting = clause.head.lemma.lower() in words("lasting") | words("placing") | words("causing")
    if clause.finite.xpos == "VBP" or (clause.present and not lasting) or is_stale(context, clause):
        return
    target = sought(context, sentence, clause.subject.tokens, top)
    if target is None:
        return
    human = target.words == "what" and clause.head.lemma.lower() in words("human-verbs")
    wh: list[Piece] = ["who" if human else target.words]
    question = worded(context, clause, lambda asker: asker.subject(wh))
    specific = is_specific(context, clause, question, hidden=target.hidden)
    name = context.names.by_form(target.hidden) if target.kind is Kind.PERSON else None
    if not specific and name is not None and (style := _styled(context, clause, name, question)) is not None:
        question, specific = style, True
    made = candidate(RULE.name, clause, question, (target.answers,), target.kind, weight=0.45, context=context)
    yield made if specific else too_general(made)


def _styled(
    context: Context, clause: Clause, name: Name, question: Question, asked: Sequence[Token] = ()
) -> Question | None:
    """Return a question that says what its person is, "Which set designer ...?", when that makes it specific."""
    style = described(context, clause.sentence, name)
    if style is None or not is_specific(context, clause, question, hidden=name.full, told=style.worth):
        return None
    wh: list[Piece] = [f"which {style.text}"]
    return worded(context, clause, lambda asker: asker.subject(wh, asked=asked))


def _sort_of(top: Token) -> str:
    """Return what asks for a name of no known sort: "who" for the Pilgrim Fathers."""
    one = lemma(top.text.lower(), "NOUN", "NNS")
    return "who" if one != top.text.lower() and is_human(one) else "what"


def _doubt(context: Context, clause: Clause, name: Name) -> str | None:
    """Return why a name as subject may not be what it seems, or ``None``."""
    if name.kind is Kind.CITY and name.full.casefold() in capitals() and not clause.copular and not _is_of_city(clause):
        return f"the government in {name.full} may be meant"
    undated = (
        context.today is None and context.topic is None and context.date_in(clause.sentence, clause.tokens) is None
    )
    if clause.copular and name.kind is Kind.PERSON and undated:
        return "the article has no date to say as of when"
    if is_stale(context, clause):
        return "it is so today, and the article has no date"
    if clause.finite.xpos == "VBP" and not clause.copular:
        return "the verb is that of several"
    first = words("given-she") | words("given-he")
    if name.kind is Kind.PERSON and name.full.lower() in first and name is not context.topic and not clause.copular:
        return "only a first name is known"
    if clause.subject.tokens[0].text.lower() in {"a", "an"}:
        return "one of many bears the name"
    if clause.subject.top.xpos == "NNPS" and name.kind is Kind.PERSON:
        return "a family bears the name"
    if any(is_relation(u.top, "obj") and u.top.text.isdigit() and len(u.tokens) == 1 for u in clause.units):
        return "only a season was begun or ended"
    if (
        clause.copular
        and name.kind is Kind.PERSON
        and clause.head.lemma.lower() in words("relational") | words("places")
    ):
        return f"the type of {name.full} is not certain"
    telling = any(u.relation == "ccomp" for u in clause.units) or clause.head.lemma.lower() in {"tell", "say"}
    if clause.head.lemma.lower() in words("reporting") and telling:
        return "who said something is asked only of quotes"
    return None


def _is_of_city(clause: Clause) -> bool:
    """Tell whether a verb says something of a city itself, not of the government that sits there."""
    return clause.head.lemma.lower() in words("placing") | {"become", "host", "lie", "sit", "serve", "grow", "flood"}


def _is_dressing(token: Token, top: Token) -> bool:
    """Tell whether a word before a name only dresses it: article, title, description."""
    return token.index < top.index and (
        is_relation(token, "det", "nmod:desc", "compound", "amod", "punct", "case") or token.upos == "PUNCT"
    )


def _is_unique(clause: Clause) -> bool:
    """Tell whether a predicate holds for one thing only: the first, the only, the largest."""
    sentence = clause.sentence
    below = sentence.children(clause.head)
    the = any(t.text.lower() == "the" and is_relation(t, "det") for t in below)
    marks = [t for t in below if is_relation(t, "amod")]
    telling = any(
        t.lemma.lower() in {"first", "only", "last", "sole"}
        or t.xpos == "JJS"
        or any(c.xpos == "RBS" for c in sentence.children(t))
        for t in marks
    )
    scoped = any(is_relation(t, "nmod", "acl") for t in below)
    among = sentence.child(clause.head, "case") is not None
    capital = clause.head.lemma.lower() in words("relational") and any(is_relation(t, "nmod") for t in below)
    return the and scoped and not among and (telling or capital)


def _office_of(clause: Clause, top: Token) -> tuple[Token, ...]:
    """Return the words of an office with whose it is: ``President ... of Kyrgyzstan``; empty without owner."""
    title = _title_before(clause, top)
    owner = [
        t
        for t in clause.sentence.children(top, "nmod")
        if any(c.text == "of" for c in clause.sentence.children(t, "case")) and t.upos == "PROPN"
    ]
    if not title or not owner:
        return ()
    return (*title, *(t for t in clause.sentence.subtree(owner[0]) if t.upos != "PUNCT"))


def _title_before(clause: Clause, top: Token) -> tuple[Token, ...]:
    """Return the words of the office that stands before a person's name, e.g. ``President``; empty if none."""
    titles = [t for t in clause.sentence.children(top, "nmod:desc", "compound") if t.index < top.index]
    titles = [t for t in titles if t.lemma.lower() in offices() and t.index + 1 == top.index]
    return tuple(titles)


RULE = Rule(name="subject", find=_find, why="who or what did something")

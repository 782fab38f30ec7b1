"""What something is called and what a name means: "an old mill called the Gull", "Tern, meaning 'sea bird'"."""

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import Grain
from quiz.language.document import Sentence, Token, is_relation

_CALLED = {"called", "named", "dubbed", "nicknamed"}
_OPENING = {'"', "“", "‘", "``"}
_CLOSING = {'"', "”", "’", "''"}
_NICKNAMES = {"nickname", "moniker", "sobriquet", "pseudonym", "epithet"}
_GAINING = {"earn", "gain", "acquire", "receive", "get"}
_LONGEST = 8
"""Tokens of a name or a meaning."""


def _find(context: Context) -> Found:
    for sentence in context.sentences:
        for token in sentence.tokens[1:-1]:
            yield from _called(context, sentence, token)
            yield from _meaning(context, sentence, token)
            yield from _before(context, sentence, token)
            yield from _glossed(context, sentence, token)
    for clause in context.clauses:
        if not clause.flaw:
            yield from _renamed(context, clause)
            yield from _nicknamed(context, clause)
            yield from _known_before(context, clause)


def _called(context: Context, sentence: Sentence, verb: Token) -> Found:
    """Ask for the name in "X has a mill called the Gull" and "the mill in X known as the Gull"."""
    known = verb.text.lower() == "known" and sentence.tokens[verb.index + 1].text.lower() == "as"
    if not (known or verb.text.lower() in _CALLED) or verb.head < 0 or not is_relation(verb, "acl"):
        return
    before = sentence.tokens[verb.index - 1]
    if before.upos in {"PUNCT", "ADV"}:
        return  # "(called X)", "formerly called X": what it was or is also called
    noun = sentence.tokens[verb.head]
    if noun.upos not in {"NOUN", "PROPN"} or noun.index > verb.index or noun.xpos not in {"NN", "NNP"}:
        return
    whole = [t for t in kept(sentence, noun) if t.index < verb.index]
    phrase = [t for t in whole if t.upos != "ADP" or t.index > noun.index]
    found = _name_at(context, sentence, verb.index + (2 if known else 1))
    if found is None or not phrase:
        return
    answers, kind = found
    first = phrase[0].text.lower()
    scoped = any(t.upos == "PROPN" for c in sentence.children(noun, "nmod") for t in sentence.subtree(c) if t in phrase)
    owner = _haver(context, sentence, noun)
    if first in {"a", "an"} and owner is not None:
        core = f"{owner.full}'s {context.text(sentence, phrase[1:])}"
    elif first == "the" and scoped:
        core = context.text(sentence, phrase)
    else:
        return
    yield _made(sentence, f"what is the name of {core}?", answers, kind, tuple(t.index for t in phrase))


def _haver(context: Context, sentence: Sentence, noun: Token) -> Name | None:
    """Return who has what ``noun`` means, in "X has a ..."."""
    verb = sentence.tokens[noun.head] if noun.head >= 0 else noun
    subject = sentence.child(verb, "nsubj")
    if verb.lemma.lower() not in {"have", "contain"} or not is_relation(noun, "obj") or subject is None:
        return None
    first = sentence.subtree(subject)[0]
    return context.names.name_at(sentence, subject) or context.referent(sentence, first)


def _meaning(context: Context, sentence: Sentence, verb: Token) -> Found:
    """Ask for the meaning in "Tern, meaning 'sea bird'" and "the word tern translates to 'sea bird'"."""
    lemma = verb.lemma.lower()
    i = verb.index + 1
    if lemma == "translate" and sentence.tokens[i].text.lower() in {"to", "as", "into"}:
        i += 1
    elif lemma != "mean" or verb.upos != "VERB":
        return
    found = _quoted(sentence, i)
    word = next(reversed([t for t in sentence.tokens[: verb.index] if t.upos != "PUNCT" and t.lemma != "literally"]))
    mention = context.names.mention_at(sentence, word)
    spoken_of = word.index > 0 and sentence.tokens[word.index - 1].lemma.lower() in {"word", "name", "term"}
    foreign = word.upos in {"PROPN", "X"} or spoken_of
    if found is None or not foreign:
        return
    name = mention.text if mention is not None else word.text
    yield _made(sentence, f"what does {name} mean in English?", (found,), Kind.THING)


def _glossed(context: Context, sentence: Sentence, bracket: Token) -> Found:
    """Ask for the meaning in "Sund ("The Narrow Water")": quotation marks in brackets right behind one word."""
    tokens = sentence.tokens
    if bracket.text != "(" or bracket.index + 1 >= len(tokens) or tokens[bracket.index + 1].text not in _OPENING:
        return
    mention = next((m for m in context.names.mentions(sentence) if m.end == bracket.index), None)
    name = context.names.by_form(mention.text) if mention is not None else None
    found = _quoted(sentence, bracket.index + 1)
    if mention is None or name is None or name.kind is Kind.PERSON or " " in mention.text or not found:
        return
    end = bracket.index + 1 + len(found.split()) + 2
    closed = any(t.text == ")" for t in tokens[end - 2 : end + 2])
    if closed and " " in found and not mention.text.isupper():
        yield _made(sentence, f"what does {mention.text} mean?", (found, found.removeprefix("The ")), Kind.THING)


def _before(context: Context, sentence: Sentence, verb: Token) -> Found:
    """Ask for the old name in "Gull Mill (called Tern Mill before the war)"."""
    tokens = sentence.tokens
    opened = tokens[verb.index - 1].text in {"(", ","}
    mention = next((m for m in context.names.mentions(sentence) if m.end == verb.index - 1), None)
    if not opened or mention is None or verb.text.lower() not in _CALLED or verb.xpos != "VBN":
        return
    found = _name_at(context, sentence, verb.index + 1)
    old = next((m for m in context.names.mentions(sentence) if m.start in {verb.index + 1, verb.index + 2}), None)
    name = context.names.by_form(mention.text)
    if found is None or old is None or name is None or tokens[old.end].text.lower() not in {"before", "until"}:
        return
    end = next((t.index for t in tokens[old.end :] if t.text in {")", ",", "."}), old.end)
    the = "the " if name.article or name.kind is Kind.FACILITY else ""
    text = f"what was {the}{name.full} called {' '.join(sentence.slice(old.end, end).split())}?"
    yield _made(sentence, text, *found)


def _renamed(context: Context, clause: Clause) -> Found:
    """Ask for the new name in "X was renamed Y in 1931"."""
    sentence, subject = clause.sentence, clause.subject
    name = context.names.name_at(sentence, subject.top) or context.referent(sentence, subject.tokens[0])
    if clause.head.lemma.lower() != "rename" or not is_relation(subject.top, "nsubj:pass") or name is None:
        return
    for unit in clause.after():
        tokens = [t for t in unit.tokens if t.upos not in {"ADP", "DET"}]
        new = context.name_of(sentence, tokens)
        if new is not None and new is not name and is_relation(unit.top, "xcomp", "obj", "obl"):
            when = next((w for u in clause.after() if (w := context.date_in(sentence, u.tokens)) is not None), None)
            known = when is not None and when.known
            stamp = f" {'on' if when.grain is Grain.DAY else 'in'} {when.text}" if known and when is not None else ""
            if not stamp and (era := _era(context, sentence)):
                stamp = f" {era}"
            the = "the " if name.article else ""
            text = f"what was {the}{name.full} renamed{stamp}?"
            yield _made(sentence, text, (new.full,), new.kind)
            return


def _known_before(context: Context, clause: Clause) -> Found:
    """Ask for the old name in "X was known as Y before the war"."""
    sentence, subject = clause.sentence, clause.subject
    first = next(iter(subject.tokens), subject.top)
    name = context.names.name_at(sentence, subject.top) or context.referent(sentence, first)
    if name is None or clause.head.text.lower() not in _CALLED | {"known"} or clause.finite.xpos != "VBD":
        return
    turn = next((u for u in clause.after() if u.tokens[0].text.lower() in {"before", "until"}), None)
    known = clause.head.text.lower() == "known"
    at = next((i for i in (clause.head.index + 1,) if not known or sentence.tokens[i].text.lower() == "as"), None)
    found = _name_at(context, sentence, at + known) if at is not None and turn is not None else None
    if turn is not None and found is not None and found[0][0] != name.full:
        the = "the " if name.article else ""
        when = context.text(sentence, turn.tokens)
        asked = (
            f"by what name was {the}{name.full} known {when}?" if known else f"what was {the}{name.full} called {when}?"
        )
        yield _made(sentence, asked, *found, tuple(t.index for t in turn.tokens))


def _nicknamed(context: Context, clause: Clause) -> Found:
    """Ask for the nickname that somebody or something earned."""
    sentence, subject = clause.sentence, clause.subject
    name = context.names.name_at(sentence, subject.top) or context.referent(sentence, subject.tokens[0])
    noun = sentence.child(clause.head, "obj")
    if name is None or noun is None or noun.lemma.lower() not in _NICKNAMES or clause.finite.xpos != "VBD":
        return
    if clause.head.lemma.lower() not in _GAINING:
        return
    i = noun.index + 1
    i += sentence.tokens[i].text.lower() in {"of", "as", ","}
    found = _name_at(context, sentence, i)
    if found is not None:
        text = f"what {noun.lemma.lower()} did {name.full} {clause.head.lemma.lower()}?"
        yield _made(sentence, text, *found)


def _name_at(context: Context, sentence: Sentence, i: int) -> tuple[tuple[str, ...], Kind] | None:
    """Return the spellings and the kind of the name, in quotation marks or not, that begins at token ``i``."""
    tokens = sentence.tokens
    i += i < len(tokens) and tokens[i].text.lower() == "the"
    if i >= len(tokens):
        return None
    quoted = _quoted(sentence, i)
    if quoted is not None:
        return (quoted,), Kind.NAME
    mention = next((m for m in context.names.mentions(sentence) if m.start == i), None)
    if mention is not None and (longer := _run(sentence, mention.start)) > mention.end:
        return (" ".join(sentence.slice(mention.start, longer).split()),), Kind.NAME
    name = context.names.by_form(mention.text) if mention is not None else None
    return ((name.full,), name.kind) if name is not None else None


def _run(sentence: Sentence, start: int) -> int:
    """Return where the capitals that begin at token ``start`` end, "of" and "of the" between them included."""
    end = start
    for token in sentence.tokens[start:]:
        if token.text[:1].isupper():
            end = token.index + 1
        elif token.text.lower() not in {"of", "the"}:
            break
    return end


def _quoted(sentence: Sentence, i: int) -> str | None:
    """Return the words between the quotation marks that open at token ``i``."""
    tokens = sentence.tokens
    if i >= len(tokens) or tokens[i].text not in _OPENING:
        return None
    end = next((t.index for t in tokens[i + 1 : i + 2 + _LONGEST] if t.text in _CLOSING), None)
    return " ".join(sentence.slice(i + 1, end).split()).strip(" ,.") or None if end is not None else None


def _made(sentence: Sentence, text: str, answers: tuple[str, ...], kind: Kind, used: tuple[int, ...] = ()) -> Candidate:
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(text),
        answers=(answers,),
        answer_kind=kind,
        fact=Fact(predicate="be called", subject=text, value=answers[0]),
        sentence=sentence,
        weight=0.65,
        used=used,
    )


def _era(context: Context, sentence: Sentence) -> str:
    """Return the time that the sentence before opens with, for what goes on in it: "during the siege"; or ""."""
    where = context.names.index(sentence)
    before = context.document.sentences[where - 1] if where else None
    if before is None or before.paragraph != sentence.paragraph or before.tokens[0].text.lower() != "during":
        return ""
    unit = next((t for t in before.children(before.root, "obl") if before.subtree(t)[0].index == 0), None)
    named = unit is not None and any(t.text[:1].isupper() for t in before.subtree(unit)[1:])
    told = [t for t in before.subtree(unit) if t.upos != "PUNCT"] if unit is not None and named else []
    return f"during {context.text(before, told[1:])}" if told and not context.references.dates(sentence) else ""


RULE = Rule(name="naming", find=_find, why="what something is called, or what a name means")

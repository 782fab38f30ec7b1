"""Statements in the article's own words that stand on their own feet: what a sentence keeps when it is told alone.

A statement loses as little as it can: the word that links it to the sentence before, who reports it, and the phrases
that only a reader of the article could place, where the rest is whole without them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.draft import noun_unit
from quiz.generate.grammar.flaws import unsound
from quiz.generate.grammar.pruning import is_choice, last_phrase, trimmed, without_aside, without_phrase
from quiz.generate.grammar.simplify import ages, bracketed
from quiz.generate.grammar.tense import finite_of
from quiz.generate.reading.context import Context
from quiz.generate.wording.offences import first_offence, is_hyphen
from quiz.generate.wording.timing import is_done, is_placed_in_time, is_stale
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

LONGEST = 32
"""Words of a statement that is still read in one breath."""
SHORTEST = 5
COMMAS = 4
_CUTS = 8
"""Phrases that a statement may lose at most."""
_STATED = {"main", "reported", "existential", "conjoined"}
_LINKS = {"addition", "contrast", "fact", "instance", "particular", "turn", "result", "course", "example", "response"}
"""Nouns of phrases that only link a sentence to the one before."""
_SHORT = 4
_UNSAID = {"more", "others", "so", "too", "etc"}
_NOW = {"now", "today", "currently", "nowadays"}
_DASHES = {";", "–", "—", "-"}
_PLENTY = {"hundreds", "thousands", "dozens", "millions", "scores"}
_COUNTED = {"second", "third", "fourth", "fifth", "other", "former", "latter"}
_RUINED = {"a past year stands with the present tense", "two sentences have run together"}
_SUBORDINATE = ("acl", "advcl", "ccomp", "csubj", "xcomp", "conj", "parataxis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A statement of the article: the words it keeps, and the clause it is the whole of."""

    clause: Clause
    tokens: tuple[Token, ...]
    cut: bool
    """Whether phrases went that the sentence has."""

    @property
    def sentence(self) -> Sentence:
        """The sentence it comes from."""
        return self.clause.sentence


def tellings(context: Context) -> Iterator[Telling]:
    """Yield what the article states, sentence by sentence, the fullest statement of each first."""
    told: set[tuple[int, int]] = set()
    made: set[int] = set()
    for clause in (*_stated(context), *_unread(context)):
        where = context.names.index(clause.sentence)
        key = where, clause.head.index
        if key in told or (clause.kind == "saying" and where in made) or not _is_sound(context, clause):
            continue
        told.add(key)
        # Under the title of an entry its things are known, but what can be said without it is better.
        known = ((), context.told) if context.entry else (context.told if context.caption else (),)
        tries = (_standing(context, clause, _whole(clause), told) for told in known)
        held = next((one for one in tries if one is not None), None)
        if held is None:
            continue
        tokens = _in_order(clause, held)
        brief = sum(t.upos != "PUNCT" for t in tokens) < SHORTEST
        if brief or _breaks_off(tokens) or _praises(clause, tokens):
            continue
        made.add(where)
        yield Telling(clause=clause, tokens=tokens, cut=len(held) < len(_whole(clause)))


def _in_order(clause: Clause, held: frozenset[int]) -> tuple[Token, ...]:
    """Return the words of a statement in order; what opens the second of two verbs goes before their subject."""
    sentence, head = clause.sentence, clause.head
    tokens = [sentence.tokens[i] for i in sorted(held)]
    if clause.kind != "conjoined" or sentence.child(head, "nsubj") is not None:
        return tuple(tokens)
    opening = [sentence.subtree(c) for c in sentence.children(head, "obl", "advcl")]
    opening = [span for span in opening if span[-1].index < clause.finite.index]
    first = {t.index for span in opening for t in span}
    first |= {span[-1].index + 1 for span in opening if sentence.tokens[span[-1].index + 1].text == ","}
    front = [t for t in tokens if t.index in first]
    while front and front[0].text == ",":
        front.pop(0)
    return (*front, *(t for t in tokens if t.index not in first))


def _praises(clause: Clause, tokens: tuple[Token, ...]) -> bool:
    """Tell whether a statement about how things are says how good somebody finds them."""
    judged = any(t.upos == "ADJ" and t.lemma.lower() in words("praise") for t in tokens)
    return judged and clause.kind != "saying" and (clause.present or clause.copular)


def _breaks_off(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a statement ends in a word that stands for more: "and others", "and a second"."""
    last, before = tokens[-1], tokens[-2]
    counted = last.lemma.lower() in _COUNTED and before.upos == "DET" and last.upos in {"ADJ", "NUM"}
    return last.text.lower() in _UNSAID | _PLENTY or counted


def _stated(context: Context) -> Iterator[Clause]:
    """Yield the statements of the article; what is only claimed, with who claims it."""
    for clause in context.clauses:
        if clause.kind not in _STATED:
            continue
        if clause.source is None or not clause.source.claim:
            yield clause
        elif (saying := _saying(clause)) is not None:
            yield saying


def _unread(context: Context) -> Iterator[Clause]:
    """Yield whole sentences of which no clause was made, or only what somebody says may be."""
    read = {id(c.sentence) for c in context.clauses if c.kind in _STATED}
    for sentence in context.sentences:
        says = sentence.root.lemma.lower() in words("reporting")
        if (says or id(sentence) not in read) and (clause := _bare(sentence, sentence.root, "saying")) is not None:
            yield clause


def _saying(clause: Clause) -> Clause | None:
    """Return that somebody says what a clause states; ``None`` where no verb says so at the top of the sentence."""
    sentence = clause.sentence
    verb = clause.source.verb if clause.source is not None else None
    if verb is None or (verb.head >= 0 and sentence.tokens[verb.head] is not sentence.root):
        return None
    return _bare(sentence, verb, "saying")


def _bare(sentence: Sentence, head: Token, kind: str) -> Clause | None:
    """Return the clause of a verb as nothing but subject and verb; ``None`` where it has not one of each."""
    subjects, finite = sentence.children(head, "nsubj"), finite_of(sentence, head)
    if len(subjects) != 1 or finite is None:
        return None
    said = replace(noun_unit(sentence, subjects[0]), role=Role.SUBJECT, relation=subjects[0].deprel)
    verb = Unit(role=Role.VERB, relation="verb", top=head, tokens=(head,))
    return Clause(sentence=sentence, head=head, units=(said, verb), finite=finite, kind=kind) if said.tokens else None


def _is_sound(context: Context, clause: Clause) -> bool:
    """Tell whether a clause states a fact that has its place in time."""
    sentence, head = clause.sentence, clause.head
    if sentence.tokens[-1].text != "." or "\n" in sentence.text.strip():
        return False
    if head.index >= len(sentence.tokens) or sentence.tokens[head.index] is not head or clause.finite.index < 0:
        return False
    if is_relation(head, "parataxis") and clause.kind != "saying":
        return False  # what stands behind a dash or colon may be but a part of a statement
    if clause.kind == "conjoined" and not _is_at_top(sentence, head):
        return False
    if clause.flaw in _RUINED or (clause.kind == "conjoined" and (clause.flaw or is_choice(sentence, head))):
        return False
    if unsound(sentence, head, quoted=context.is_quoted(head), source=clause.source):
        return False
    if clause.finite.lemma.lower() == "would" and clause.source is None:
        return False
    if is_stale(context, clause) or ((clause.passing or clause.planned) and _has_no_day(context, clause)):
        return False
    if clause.copular and clause.present and context.today is None and _ranks_person(context, clause):
        return False
    return is_placed_in_time(context, clause, clause.units) and not _is_lost(context, clause)


def _is_at_top(sentence: Sentence, head: Token) -> bool:
    """Tell whether a second verb is joined to the verb of the sentence or of what it reports, not to a deeper one."""
    while is_relation(head, "conj"):
        head = sentence.tokens[head.head]
    return head.head < 0 or (is_relation(head, "ccomp") and sentence.tokens[head.head] is sentence.root)


def _is_lost(context: Context, clause: Clause) -> bool:
    """Tell whether neither date nor article says when something happened, however much is named in it."""
    if context.today is not None or context.caption or context.topic is not None or context.protagonist is not None:
        return False
    dated = any(w.known for w in context.references.dates(clause.sentence))
    return not dated and clause.finite.xpos == "VBD" and not clause.copular


def _ranks_person(context: Context, clause: Clause) -> bool:
    """Tell whether somebody is the richest or youngest of a time that nothing tells."""
    told = clause.sentence.children(clause.head, "amod", "advmod")
    name = context.names.name_at(clause.sentence, clause.subject.top)
    return name is not None and context.is_person(name) and any(t.xpos in {"JJS", "RBS"} for t in told)


def _has_no_day(context: Context, clause: Clause) -> bool:
    """Tell whether nothing says as of when something is so; what a life or a town has seen stays seen."""
    if context.today is not None or context.headline:
        return False
    lived = context.topic is not None and clause.finite.lemma.lower() == "have" and not clause.ongoing
    return not lived and not is_done(context, clause)


def _whole(clause: Clause) -> frozenset[int]:
    """Return the words of a clause with all that depends on it, but not who reports it nor what links it."""
    sentence, head = clause.sentence, clause.head
    held = {t.index for t in sentence.subtree(head if clause.kind != "saying" else sentence.root)}
    gone = {*bracketed(sentence), *ages(sentence)}
    first = clause.subject.tokens[0].index
    if clause.kind == "conjoined":
        said = [t.index for t in sentence.subtree(head) if t.upos != "PUNCT" and t.deprel != "cc"]
        gone |= {i for i in held if i < said[0]}
        held |= {t.index for t in clause.tokens}
    for child in sentence.children(head):
        if is_relation(child, "obl") and child.lemma.lower() in _LINKS and child.index < first:
            gone |= {t.index for t in sentence.subtree(child)} if len(sentence.subtree(child)) <= _SHORT else set()
        links = is_relation(child, "mark", "cc") and child.index < (head.index if child.deprel == "cc" else first)
        reports = child.deprel.startswith("parataxis") and child.lemma.lower() in words("reporting")
        # "She then moved to Arvin" goes on from the sentence before.
        then = child.text.lower() == "then" and is_relation(child, "advmod") and first < child.index < head.index
        if (links or reports or (then and not clause.copular)) and clause.kind != "saying":
            gone |= {t.index for t in sentence.subtree(child)}
    return trimmed(sentence, frozenset(held - gone - {len(sentence.tokens) - 1}))


def _standing(context: Context, clause: Clause, held: frozenset[int], told: Collection[str]) -> frozenset[int] | None:
    """Return as much of a statement as a stranger understands and reads in one breath; ``None`` if that is nothing."""
    sentence = clause.sentence
    head = clause.head if clause.kind != "saying" else sentence.root
    needed = {head.index, clause.head.index, clause.finite.index, clause.subject.top.index}
    for _ in range(_CUTS):
        if not needed <= held:
            return None
        at = first_offence(context, clause, held, told)
        if at is not None and sentence.tokens[at].text.lower() in _NOW and _is_joined(sentence, sentence.tokens[at]):
            return None  # "was closed and is now a path" is no path all along
        if at is not None:
            mark = sentence.tokens[at].text in _DASHES
            less = without_aside(sentence, held, at, head) if mark else without_phrase(sentence, held, at, head)
        elif _is_long(sentence, held):
            less = last_phrase(sentence, held, head)
        else:
            return held if _is_one(clause, held) else None
        if less is None or less == held:
            return None
        held = less
    return None


def _is_joined(sentence: Sentence, token: Token) -> bool:
    """Tell whether a word stands with the second of two verbs, be it deeper in what that says."""
    while token.head >= 0 and not is_relation(token, "conj"):
        token = sentence.tokens[token.head]
    return is_relation(token, "conj")


def _is_one(clause: Clause, held: frozenset[int]) -> bool:
    """Tell whether what is kept is one sentence: one verb with a tense at its top, and an "and" in each row."""
    sentence = clause.sentence
    head = clause.head if clause.kind != "saying" else sentence.root
    first = sentence.tokens[min(held)]
    if first.xpos in {"WDT", "WP", "WRB", "WP$"} or (first.upos == "ADP" and _follows(sentence, first, "WDT", "WP")):
        return False
    for i in held:
        token = sentence.tokens[i]
        rows = [t for t in sentence.children(token, "conj") if t.index in held]
        if rows and not any(_is_linked(sentence, t, held) for t in rows):
            return False
        if is_hyphen(sentence, token) and token.text == "-" and not {i - 1, i + 1} <= held:
            return False
        if token.xpos not in {"VBD", "VBZ", "VBP", "MD"} or token.index in {clause.finite.index, head.index}:
            continue
        above = token
        while above.head >= 0 and above.index != head.index and not is_relation(above, *_SUBORDINATE):
            above = sentence.tokens[above.head]
        if above.index == head.index:
            return False
    return True


def _is_linked(sentence: Sentence, token: Token, held: frozenset[int]) -> bool:
    """Tell whether an "and" joins a part of a row, or one that hangs on it: "Arvin, Bergen and Oslo"."""
    below = (t for t in sentence.children(token, "conj") if t.index in held)
    linked = any(c.index in held for c in sentence.children(token, "cc"))
    return linked or any(_is_linked(sentence, t, held) for t in below)


def _follows(sentence: Sentence, token: Token, *tags: str) -> bool:
    return token.index + 1 < len(sentence.tokens) and sentence.tokens[token.index + 1].xpos in tags


def _is_long(sentence: Sentence, held: frozenset[int]) -> bool:
    tokens = [sentence.tokens[i] for i in held]
    size = sum(t.upos != "PUNCT" for t in tokens)
    return size > LONGEST or sum(t.text == "," for t in tokens) > COMMAS


def subject_words(telling: Telling) -> frozenset[int]:
    """Return the words of the subject that a statement keeps."""
    unit = next(u for u in telling.clause.units if u.role is Role.SUBJECT)
    held = {t.index for t in telling.sentence.subtree(telling.sentence.tokens[unit.top.index])}
    return frozenset(t.index for t in telling.tokens if t.index in held)

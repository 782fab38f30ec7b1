"""Takes a sentence apart into its clauses."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quiz.generate.grammar.apart import apart
from quiz.generate.grammar.appositions import apposition
from quiz.generate.grammar.attribution import beside, told_by
from quiz.generate.grammar.clauses import Clause, Role, Source, Unit
from quiz.generate.grammar.draft import Draft, draft, noun_unit
from quiz.generate.grammar.participles import of_itself, of_noun, of_statement
from quiz.generate.grammar.relatives import place_or_time, relative
from quiz.generate.grammar.simplify import kept
from quiz.generate.grammar.tense import FINITE, finite_of
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation
from quiz.language.inflect import inflect

_FACTUAL = {"because", "since", "after", "when", "while", "although", "though", "as", "whereas", "once", "until"}
"""Words before a clause that leave it a fact."""
_YEAR = 4


def find_clauses(sentence: Sentence, *, quoted: frozenset[int] = frozenset()) -> Iterator[Clause]:
    """Yield the clauses of a sentence: what it states first, then what its parts state by the way.

    ``quoted`` holds the character offsets of words inside quotation marks; a clause headed there is flawed.
    """
    stated = list(_statements(sentence, sentence.root, "main", quoted))
    for token in sentence.tokens:
        if token.head < 0:
            continue
        if token.deprel == "acl:relcl" or (is_relation(token, "advcl") and place_or_time(sentence, token)):
            stated.extend(_with_conjuncts(sentence, list(relative(sentence, token, quoted)), quoted))
        elif is_relation(token, "advcl"):
            stated.extend(_adverbial(sentence, token, quoted))
    for clause in stated:
        yield from apart(clause)
    by_head = {c.head.index: c for c in stated}
    for token in sentence.tokens:
        if token.deprel == "acl":
            yield from of_noun(sentence, token, quoted)
        elif is_relation(token, "advcl") and sentence.child(token, "nsubj") is not None:
            yield from of_itself(sentence, token, quoted)
        elif is_relation(token, "advcl") and (host := _host(sentence, token, by_head)) is not None:
            yield from of_statement(sentence, token, host, quoted)
        elif is_relation(token, "appos"):
            yield from apposition(sentence, token, quoted)


def _host(sentence: Sentence, token: Token, stated: Mapping[int, Clause]) -> Clause | None:
    """Return the statement whose verb, or an infinitive under it, ``token`` hangs from."""
    while token.head >= 0:
        token = sentence.tokens[token.head]
        if token.index in stated:
            return stated[token.index]
        if not is_relation(token, "xcomp"):
            return None
    return None


def _statements(
    sentence: Sentence,
    head: Token,
    kind: str,
    quoted: frozenset[int],
    *,
    source: Source | None = None,
) -> Iterator[Clause]:
    """Yield what the clause of ``head`` states, what it reports, and what is joined to it."""
    told = sentence.child(head, "ccomp")
    if told is not None and head.lemma.lower() in words("reporting"):
        teller = told_by(sentence, head, told)
        if teller is not None and told.start in quoted:
            teller = replace(teller, claim=True)
        yield from _statements(sentence, told, "reported", quoted, source=teller)
        made = None
    else:
        made = _plain(sentence, head, kind, quoted, source or beside(sentence, head))
        if made is not None and (clause := made.clause()) is not None:
            yield clause
    subject = _subject(sentence, head, made)
    yield from _conjoined(sentence, head, subject, kind, quoted, source=source)
    for aside in sentence.children(head, "parataxis"):
        thought = any(t.text.lower() == "that" for t in sentence.children(aside, "mark"))  # "the view that ..."
        if not thought and told_by(sentence, aside) is None and finite_of(sentence, aside) is not None:
            yield from _statements(sentence, aside, "conjoined", quoted)


def _plain(sentence: Sentence, head: Token, kind: str, quoted: frozenset[int], source: Source | None) -> Draft | None:
    """Return the draft of a statement; its subject may be all the analyser found of "Talks focused on trade."."""
    verb = _headless(sentence) if head.head < 0 else None
    if verb is not None:
        made = draft(sentence, verb, kind, quoted, source=source)
        made.finite = verb
        made.lend(noun_unit(sentence, head, verb))
        return made
    made = draft(sentence, head, kind, quoted, source=source)
    if any(u.relation == "expl" and u.top.text.lower() == "there" for u in made.units):
        made.kind = "existential"
        made.units = [u for u in made.units if u.relation != "expl"]
    return made


def _headless(sentence: Sentence) -> Token | None:
    """Return the verb of "Talks focused on trade." when the analyser took the noun for the root."""
    root = sentence.root
    if root.upos not in {"NOUN", "PROPN"} or sentence.tokens[-1].text != ".":
        return None
    if any(t.xpos in FINITE for t in sentence.tokens):
        return None
    verb = next((c for c in sentence.children(root, "acl") if c.xpos == "VBN" and c.index == root.index + 1), None)
    plain = verb is not None and sentence.child(verb, "obl", "obj") is not None
    return verb if plain and verb is not None and sentence.child(verb, "obl:agent") is None else None


def _subject(sentence: Sentence, head: Token, made: Draft | None) -> Unit | None:
    """Return the subject that the verbs joined to ``head`` share."""
    units = made.units if made is not None else draft(sentence, head, "", frozenset()).units
    found = [u for u in units if u.role is Role.SUBJECT and u.relation != "expl"]
    return found[0] if len(found) == 1 else None


def _conjoined(
    sentence: Sentence,
    head: Token,
    subject: Unit | None,
    kind: str,
    quoted: frozenset[int],
    *,
    source: Source | None = None,
) -> Iterator[Clause]:
    kind = "conjoined" if kind == "main" else kind
    for other in sentence.children(head, "conj"):
        if not (other.upos in {"VERB", "AUX"} or sentence.child(other, "cop")):
            continue
        if sentence.child(other, "nsubj", "expl") is not None or subject is None:
            yield from _statements(sentence, other, kind, quoted, source=source)
            continue
        if other.lemma.lower() in words("reporting") and sentence.child(other, "ccomp") is not None:
            continue  # whose words they are stands in another clause
        made = draft(sentence, other, kind, quoted, source=source)
        made.lend(subject)
        if _may_be_passive(sentence, head, other):
            made.flaws.append("the second verb may be done to its subject or by it")
        if _may_be_the_object(sentence, head, other):
            made.flaws.append("the second verb may have another subject")
        _borrow_helpers(sentence, head, made)
        _borrow_date(sentence, head, made)
        if (clause := made.clause()) is not None:
            yield clause
        yield from _conjoined(sentence, other, subject, kind, quoted, source=source)


def _may_be_passive(sentence: Sentence, head: Token, other: Token) -> bool:
    """Tell whether "was" may belong to a second verb too: "was seized and sold"."""
    if sentence.child(head, "aux:pass") is None or other.xpos != "VBD" or sentence.children(other, "aux", "cop"):
        return False
    alike = inflect(other.lemma.lower(), "VBN") == other.text.lower()
    return alike and sentence.child(other, "obj", "xcomp", "ccomp", "advmod") is None


def _may_be_the_object(sentence: Sentence, head: Token, other: Token) -> bool:
    """Tell whether what the first verb is done to may be what the second is done to: "sent a note and was read"."""
    passive = sentence.child(other, "aux:pass") is not None and sentence.child(other, "obl:agent") is not None
    return passive and sentence.child(head, "aux:pass", "cop") is None and sentence.child(head, "obj") is not None


def _borrow_helpers(sentence: Sentence, head: Token, made: Draft) -> None:
    """Give a second participle the auxiliary of the first: "was shot and abandoned"."""
    helpers = sentence.children(head, "aux")
    if made.finite is None and made.head.xpos in {"VBN", "VBG", "VB"} and made.head.xpos == head.xpos and helpers:
        if sentence.children(made.head, "aux", "cop"):
            return
        subject = made.units.pop(0)
        made.help(*helpers)
        made.lend(subject)


def _borrow_date(sentence: Sentence, head: Token, made: Draft) -> None:
    """Give a second verb the date that opens the sentence, if it has none of its own."""
    if any(_is_dated(u) for u in made.units):
        return
    for child in sentence.children(head, "obl"):
        first = sentence.subtree(child)[0]
        if first.index == 0 and child.index < head.index:
            unit = Unit(role=Role.FRONT, relation=child.deprel, top=child, tokens=kept(sentence, child))
            if _is_dated(unit):
                made.units.insert(0, unit)


def _is_dated(unit: Unit) -> bool:
    return unit.role in {Role.FRONT, Role.AFTER} and any(
        (t.text.isdigit() and len(t.text) == _YEAR) or t.text.lower() in words("months") | words("weekdays")
        for t in unit.tokens
    )


def _with_conjuncts(sentence: Sentence, found: list[Clause], quoted: frozenset[int]) -> Iterator[Clause]:
    """Yield relative clauses, and the verbs joined to those whose subject is the noun."""
    for clause in found:
        yield clause
        if sentence.tokens[clause.head.index] is clause.head and any(
            t.xpos in {"WP", "WDT"} for t in sentence.children(clause.head, "nsubj")
        ):
            yield from _conjoined(sentence, clause.head, clause.subject, "relative", quoted)


def _adverbial(sentence: Sentence, verb: Token, quoted: frozenset[int]) -> Iterator[Clause]:
    """Yield what an adverbial clause states by itself: "after the museum was closed"."""
    marks = {t.text.lower() for t in sentence.children(verb, "mark")}
    marks |= {t.text.lower() for t in sentence.children(verb, "advmod") if t.xpos == "WRB"}
    subject = sentence.child(verb, "nsubj")
    if subject is None or len(marks) != 1 or not marks <= _FACTUAL:
        return
    finite = finite_of(sentence, verb)
    host = finite_of(sentence, sentence.tokens[verb.head])
    if finite is None or (host is not None and host.xpos == "MD" and finite.xpos != "VBD"):
        return
    if marks <= {"until", "as"} and finite.xpos != "VBD":
        return
    yield from _statements(sentence, verb, "adverbial", quoted)

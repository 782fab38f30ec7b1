"""Relative clauses as statements of their own: the noun takes the place of "who", "which", "whose", "where", "when"."""

from collections.abc import Iterator
from dataclasses import replace

from quiz.generate.grammar.clauses import OWN, Clause, Role, Unit, own
from quiz.generate.grammar.draft import Draft, draft, is_far, noun_unit, placed
from quiz.generate.grammar.flaws import after_comma
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_WH = {"who", "whom", "whose", "which", "that", "where", "when"}
_SINGULAR = {"is", "was", "has"}
_PLURAL = {"are", "were", "have"}
_WHOLE = {"mean", "lead", "cause", "result", "make", "allow", "enable", "prompt", "force", "help", "bring"}
"""Verbs behind a "which" that may stand for the whole statement."""


def relative(sentence: Sentence, verb: Token, quoted: frozenset[int]) -> Iterator[Clause]:
    """Yield the statement of the relative clause of ``verb``, if it is one that does not only tell things apart."""
    noun = _noun_of(sentence, verb)
    wh = next((t for t in sentence.subtree(verb) if _is_wh(t) and t.index < verb.index), None)
    if noun is None or wh is None or _is_inner(sentence, wh, verb) or verb.lemma.lower() == "do":
        return
    antecedent = _antecedent(sentence, verb, noun, wh)
    if antecedent is None:
        return
    made = draft(sentence, verb, "relative", quoted)
    if doubt := _doubt(sentence, made, antecedent, wh):
        made.flaws.append(doubt)
    if _fill(sentence, made, antecedent, wh, noun) and (clause := made.clause()) is not None:
        yield clause


def _is_wh(token: Token) -> bool:
    return token.text.lower() in _WH and (token.xpos in {"WDT", "WP", "WP$", "WRB"} or token.text.lower() == "whose")


def _noun_of(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun a relative clause hangs from, or that stands before a "where" hung on the verb."""
    if is_relation(verb, "acl"):
        return sentence.tokens[verb.head]
    before = [t for t in sentence.tokens[: sentence.subtree(verb)[0].index] if t.upos != "PUNCT"]
    noun = before[-1] if before else None
    while noun is not None and is_relation(noun, "flat", "compound", "nmod:unmarked", "nummod"):
        noun = sentence.tokens[noun.head]
    return noun if noun is not None and noun.upos in {"NOUN", "PROPN", "NUM"} else None


def place_or_time(sentence: Sentence, verb: Token) -> bool:
    """Tell whether an adverbial clause behind a comma is a relative one: "to Vienna, where she taught"."""
    asks = [t for t in sentence.children(verb, "advmod") if t.xpos == "WRB"]
    noun = _noun_of(sentence, verb)
    if not asks or noun is None or verb.index < sentence.tokens[verb.head].index or not after_comma(sentence, verb):
        return False
    return asks[0].text.lower() == "where" or (
        asks[0].text.lower() == "when" and (noun.text.isdigit() or noun.text.lower() in words("months"))
    )


def _antecedent(sentence: Sentence, verb: Token, noun: Token, wh: Token) -> Unit | None:
    if after_comma(sentence, verb) or _tells_no_more(sentence, noun):
        named = _described(sentence, noun) if wh.text.lower() in {"who", "whom"} else None
        if named is not None:
            return Unit(role=Role.AFTER, relation=named.deprel, top=named, tokens=_name_of(sentence, named))
        nearest = _nearest(sentence, noun, verb)
        subject = sentence.child(noun, "nsubj") if noun.upos == "NOUN" and sentence.child(noun, "cop") else None
        human = wh.text.lower() in {"who", "whom"}
        if human and nearest is not None and (_is_place(sentence, nearest) or (nearest is noun and subject)):
            # "Ada Lorne was a citizen of Arvin, who sailed": no place is "who", and the citizen is Ada Lorne.
            return noun_unit(sentence, subject) if subject is not None else None
        return noun_unit(sentence, nearest, verb) if nearest is not None else None
    subject = sentence.child(noun, "nsubj")
    if noun is sentence.root and sentence.child(noun, "cop") and subject is not None:
        # "X is a club that won the cup" says that X won the cup.
        return noun_unit(sentence, subject)
    return None


def _is_place(sentence: Sentence, token: Token) -> bool:
    entity = sentence.entity_at(token)
    return entity is not None and entity.label in {"LOC", "FAC", "GPE"}


def _tells_no_more(sentence: Sentence, noun: Token) -> bool:
    """Tell whether what follows cannot tell one of several apart, as the noun is a name: "Arvin which in 1928 won"."""
    return noun.xpos == "NNP" and sentence.child(noun, "det", "nmod:poss") is None


def _described(sentence: Sentence, noun: Token) -> Token | None:
    """Return the person's name that ``noun`` stands behind to describe: "Ada Lorne, the daughter of weavers, who"."""
    named = sentence.tokens[noun.head] if is_relation(noun, "appos") and noun.upos == "NOUN" else None
    entity = sentence.entity_at(named) if named is not None and named.index < noun.index else None
    return named if entity is not None and entity.label == "PERSON" else None


def _name_of(sentence: Sentence, named: Token) -> tuple[Token, ...]:
    entity = sentence.entity_at(named)
    return sentence.tokens[entity.start : entity.end] if entity is not None else (named,)


def _nearest(sentence: Sentence, noun: Token, verb: Token) -> Token | None:
    """Return what the clause speaks of: the noun, or the name right before it where the noun is far off."""
    like = [
        c
        for c in sentence.children(noun, "nmod")
        if noun.index < c.index < verb.index
        and any(x.text.lower() in {"such", "including", "like"} for x in sentence.children(c, "case"))
    ]
    if like:
        return None if sentence.child(like[-1], "conj") else like[-1]
    if not is_far(sentence, noun, verb):
        return noun
    first = next(t.index for t in sentence.subtree(verb) if t.upos != "PUNCT")
    last = next((t for t in reversed(sentence.tokens[:first]) if t.upos != "PUNCT"), noun)
    while is_relation(last, "flat", "compound"):
        last = sentence.tokens[last.head]
    return last if last.upos == "PROPN" and noun.upos != "PROPN" else None


def _is_inner(sentence: Sentence, wh: Token, verb: Token) -> bool:
    """Tell whether the question word belongs to a clause inside the relative one."""
    token = wh
    while token.index != verb.index:
        if token is not wh and (is_relation(token, "acl", "ccomp", "advcl", "csubj") or token.upos == "VERB"):
            return True
        token = sentence.tokens[token.head]
    return False


def _doubt(sentence: Sentence, made: Draft, antecedent: Unit, wh: Token) -> str:
    """Return why the noun may not be what the clause speaks of; empty when it is."""
    if made.finite is None or wh.deprel.split(":")[0] != "nsubj":
        return ""
    finite = made.finite.text.lower()
    several = antecedent.top.xpos in {"NNS", "NNPS"}
    joined = any(is_relation(c, "conj") for c in sentence.children(antecedent.top))
    whole = "the relative clause may speak of something else"
    if wh.text.lower() == "which":
        if several and (finite in _SINGULAR or made.finite.xpos == "VBZ"):
            return whole
        if made.head.lemma.lower() in _WHOLE and antecedent.top.upos != "PROPN":
            return whole
    if not several and not joined and antecedent.top.upos in {"NOUN", "PROPN"} and antecedent.top.xpos[-1:] != "S":
        collective = antecedent.top.lemma.lower() in words("people") | {"police", "family", "team", "staff", "couple"}
        if (finite in _PLURAL or made.finite.xpos == "VBP") and not collective:
            return whole
    return ""


def _fill(sentence: Sentence, made: Draft, antecedent: Unit, wh: Token, noun: Token) -> bool:
    """Put the noun in the place of the question word; tell whether there is such a place."""
    if wh.xpos == "WRB":
        return _circumstance(sentence, made, antecedent, wh, noun)
    holder = next((u for u in made.units if any(t.index == wh.index for t in u.tokens)), None)
    if holder is None:
        return False
    words_ = list(antecedent.tokens)
    if wh.text.lower() == "whose":
        words_.append(own("'s", "'s", "POS", "case"))
    at = next(i for i, t in enumerate(holder.tokens) if t.index == wh.index)
    before, after = holder.tokens[:at], holder.tokens[at + 1 :]
    made.units = [u for u in made.units if u is not holder]
    if holder.role is Role.SUBJECT:
        alone = not before and not after
        top = replace(antecedent.top, deprel=holder.relation, head=made.head.index) if alone else holder.top
        subject = Unit(role=Role.SUBJECT, relation=holder.relation, top=top, tokens=(*before, *words_, *after))
        made.units.insert(0, subject)
        return True
    if any(u.relation == "predicate" for u in (holder,)):
        return False
    relation = holder.relation
    alone = not after and holder.top.index == wh.index
    top = replace(antecedent.top, deprel=relation, head=holder.top.head) if alone else holder.top
    ours = tuple(replace(t, index=OWN) for t in before) if alone else before
    moved = Unit(role=Role.AFTER, relation=relation, top=top, tokens=(*ours, *words_, *after))
    _insert(made, moved, close=is_relation(top, "obj"))
    return True


def _insert(made: Draft, unit: Unit, *, close: bool) -> None:
    """Put a unit behind the verb: an object right behind it, a circumstance at the end."""
    last = max((i for i, u in enumerate(made.units) if u.role is Role.VERB), default=len(made.units) - 1)
    made.units.insert(last + 1 if close else len(made.units), unit)


def _circumstance(sentence: Sentence, made: Draft, antecedent: Unit, wh: Token, noun: Token) -> bool:
    """Add where or when it was: "in Vienna", "in 1931"."""
    if wh.text.lower() not in {"where", "when"} or wh.head != made.head.index:
        return False
    case = next((c.text.lower() for c in sentence.children(noun, "case")), "")
    if wh.text.lower() == "when":
        dated = any(t.text.isdigit() or t.text.lower() in words("months") for t in antecedent.tokens)
        if not dated or case not in {"in", "on", "", "until", "since"}:
            return False
        case = "on" if case == "on" else "in"
    elif case not in {"in", "at", "on", "near"}:
        entity = sentence.entity_at(noun)
        case = "in" if entity is not None and entity.label == "LOC" else "at"
    made.units = [u for u in made.units if all(t.index != wh.index for t in u.tokens)]
    preposition = own(case, case, "IN", "case")
    # "To Arvin and then Vienna, where she taught": the last one is meant.
    first = next((i for i, t in enumerate(antecedent.tokens) if t.upos not in {"CCONJ", "ADV", "PUNCT"}), 0)
    unit = replace(antecedent, tokens=(preposition, *antecedent.tokens[first:]))
    _insert(made, placed(unit, Role.AFTER, "obl", made.head), close=False)
    return True

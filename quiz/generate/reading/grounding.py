"""Whether words mean something to a stranger: no open pronoun, no pointing, no "the meeting" without which one."""

import re
from collections.abc import Collection, Iterator

from quiz.generate.entities.names import Name, is_place
from quiz.generate.entities.sorts import is_generic
from quiz.generate.facts import Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.frame import EventLabel
from quiz.generate.reading.pointing import is_plain, is_reflexive, may_be_oneself, reads_as_subject
from quiz.generate.wordlists import classes, words
from quiz.language.document import Sentence, Token, is_relation

_POINTING = {"this", "that", "these", "those"}
_ITS = {"its"}
_OWN = {"its", "their"}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
_ROMAN = re.compile(r"[IVXL]+")
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_OFTEN = 3
"""Mentions from which a person is known by one name."""
_PARTS = {"percent", "%", "half", "number", "majority"}
"""Nouns of shares, to which nothing belongs."""
_DECADE = re.compile(r"\d{3,4}s")


def dangling(
    context: Context,
    sentence: Sentence,
    chosen: Collection[int],
    *,
    asked: Collection[int] = (),
    subject_known: bool = False,
    event: EventLabel | None = None,
    told: Collection[str] = (),
    general: bool = False,
    within: bool = False,
) -> tuple[int, str] | None:
    """Return the first of the tokens ``chosen`` that a stranger cannot place and why, or ``None``.

    ``asked`` are the tokens the question word stands for, which may be what tells a noun apart ("the ministers of
    which countries"). ``subject_known`` says that the question names the clause's subject, so that "its" has
    somebody to go back to. ``event`` is the event that the question begins with, which tells things apart that the
    article introduces. ``told`` are the nouns of which a headline before the question says which are meant. What is
    ``general`` speaks of things that are known everywhere. ``within`` says that the words are a whole statement, in
    which "their" may go back to its nameless subject.
    """
    references = context.references.of(sentence)
    covered = {i for r in references.values() if r.clear for i in range(r.start, r.end)}
    inside = set(chosen)
    if unclear := _unclear_reference(context, sentence, inside, told):
        return unclear
    for i in sorted(inside - covered):
        token = sentence.tokens[i]
        lowered = token.text.lower()
        own = subject_known and lowered in (_OWN if general else _ITS) and not _is_in_subject(sentence, token)
        if token.xpos in {"PRP", "PRP$"} and not own:
            back = _goes_back(context, sentence, token, inside, asked)
            if not back and not (within and _agrees_with_subject(sentence, token, inside)):
                return i, f"it is not certain who or what is meant ({token.text})"
            continue
        if lowered in _POINTING and token.xpos == "DT" and not _says_which(sentence, token):
            return i, f"something outside the question is pointed at ({token.text})"
        if lowered in words("anaphoric") and not is_plain(sentence, token, inside | set(asked), general=general):
            return i, f"something outside the question is pointed at ({token.text})"
        if reason := _unclear_name(context, sentence, token, inside, told):
            return i, reason
        if token.lemma.lower() in told:
            continue
        if token.upos in {"NOUN", "NUM"} and _bare_definite(context, sentence, token, inside | set(asked), event):
            lemma = token.lemma.lower()
            alone = event is not None and event.single and lemma not in words("beside-the-news")
            if event is not None and (event.names(token.lemma) or (alone and context.is_sole(lemma))):
                continue
            if _is_known(context, sentence, token, inside, told=bool(told), general=general):
                continue
            return i, f"a stranger cannot know which is meant (the {token.text})"
    return None


def _is_in_headline(context: Context, token: Token, told: Collection[str]) -> bool:
    """Tell whether the letters that name a body stand in the headline before the question: "NTC candidate resigns"."""
    letters = token.text.isupper() and token.text.isalpha() and len(token.text) > 1
    return letters and token.lemma.lower() in told and token.text in context.headline.split()


def _is_in_lead(context: Context, name: Name, told: Collection[str], reason: str) -> bool:
    """Tell whether somebody who is called by a given name alone is one of those whom headline and lead tell of."""
    named = name.count >= _OFTEN and name.full.lower() in told
    return reason.startswith("the full name") and bool(context.headline) and named


def _says_which(sentence: Sentence, token: Token) -> bool:
    """Tell whether words behind "those" or "that" say which are meant: "those who stayed"."""
    told = sentence.children(token, "acl", "nmod")
    several = token.text.lower() in {"those", "these"}
    of = any(c.text.lower() == "of" for t in told for c in sentence.children(t, "case"))
    return not is_relation(token, "det") and (of or any(several or t.deprel == "acl:relcl" for t in told))


def _is_known(
    context: Context, sentence: Sentence, noun: Token, inside: set[int], *, told: bool, general: bool
) -> bool:
    """Tell whether a bare definite is known everywhere, or the only one of its sort that can be meant."""
    if general and context.terms.is_term(sentence, noun):
        return True
    # "The programme" beside the news is not known by a headline, even if the report speaks of one only.
    works = noun.lemma.lower() in words("works") and noun.xpos == "NNS"
    plain = not works and (bool(context.entry) or noun.lemma.lower() not in words("beside-the-news"))
    sole = told and plain and context.is_sole(noun.lemma.lower())
    return sole or (told and _is_of_counted(context, sentence, noun)) or _is_sole_among(context, sentence, noun, inside)


def _is_of_counted(context: Context, sentence: Sentence, noun: Token) -> bool:
    """Tell whether an ordinal says which of a few that the article counts is meant: "the first" of "two votes"."""
    ordinal = any(_ORDINAL.fullmatch(t.text.lower()) for t in sentence.children(noun, "amod"))
    return ordinal and any(
        t.lemma == noun.lemma and t.xpos == "NNS" and s.child(t, "nummod") is not None
        for s in context.document.sentences
        for t in s.tokens
    )


def _goes_back(context: Context, sentence: Sentence, token: Token, inside: set[int], asked: Collection[int]) -> bool:
    """Tell whether a pronoun goes back to a word of the question itself."""
    if is_reflexive(token):
        return may_be_oneself(context, sentence, token)
    held = context.references.antecedent(sentence, token)
    # What a verb is done to is somebody else than its subject: "it" is not who is asked for.
    near = inside if is_relation(token, "obj", "iobj") else inside | set(asked)
    if held is not None and held.index in near and held.lemma.lower() not in _PARTS:
        return True
    if held is None and reads_as_subject(context, sentence, token, near):
        return True
    return token.text.lower() == "its" and _has_sole_owner(context, sentence, token, inside)


def _is_in_subject(sentence: Sentence, token: Token) -> bool:
    """Tell whether a pronoun stands within a subject, which it cannot go back to: "critics in its survey have said"."""
    while token.head >= 0 and not is_relation(token, "acl", "ccomp", "advcl"):
        if is_relation(token, "nsubj"):
            return True
        token = sentence.tokens[token.head]
    return False


def _agrees_with_subject(sentence: Sentence, token: Token, inside: set[int]) -> bool:
    """Tell whether a pronoun agrees with the noun that is the last subject before it: "The guards left their posts"."""
    if _says_of_himself(sentence, token, inside):
        return True
    before = [t for t in sentence.tokens[: token.index] if t.index in inside and is_relation(t, "nsubj")]
    if not before or (is_relation(token, "nsubj") and token.text.lower() == "it"):
        return False
    noun, word = before[-1], token.text.lower()
    if noun.xpos in {"PRP", "WDT", "WP", "DT"} or sentence.child(noun, "conj") is not None:
        return noun.xpos not in {"PRP", "WDT", "WP", "DT"} and word in {"their", "they", "them"}
    if word in {"their", "they", "them"}:
        return noun.xpos in {"NNS", "NNPS"}
    if word == "its":
        return noun.xpos == "NN" and noun.lemma.lower() not in words("people")
    return word in {"his", "her"} and noun.xpos == "NN" and noun.lemma.lower() in words("people") | words("human")


def _says_of_himself(sentence: Sentence, token: Token, inside: set[int]) -> bool:
    """Tell whether somebody named says what he has done himself: "Jon Berg said he had left"."""
    verb = sentence.tokens[token.head]
    if token.text.lower() not in {"he", "she"} or not is_relation(token, "nsubj") or not is_relation(verb, "ccomp"):
        return False
    teller = sentence.child(sentence.tokens[verb.head], "nsubj")
    return teller is not None and teller.index in inside and teller.upos == "PROPN" and teller.index < token.index


def _has_sole_owner(context: Context, sentence: Sentence, token: Token, inside: set[int]) -> bool:
    """Tell whether one body alone stands before "its" in a question about a person: "of the Guild until its end"."""
    before = {i for i in inside if i < token.index}
    names = {n.full: n for n in _names(context, sentence, before)}
    things = [n for n in names.values() if not context.is_person(n) and n.kind is not Kind.NATIONALITY]
    nouns = [t for t in sentence.tokens[: token.index] if t.xpos == "NN" and _may_own(t)]
    bodies = [n for n in things if n.kind in {Kind.ORGANIZATION, Kind.FACILITY}]
    # "The Church of Arvin, Norway ... its founder": where a body is does not own what is its.
    return len(bodies) == 1 and all(n is bodies[0] or is_place(n) for n in things) and not nouns


def _may_own(noun: Token) -> bool:
    """Tell whether "its" may go back to a noun that is no name: a subject, a body."""
    return is_relation(noun, "nsubj") or classes().get(noun.lemma.lower(), ("", ""))[0] == "organization"


def _is_sole_among(context: Context, sentence: Sentence, noun: Token, inside: set[int]) -> bool:
    """Tell whether the article has only one such thing and the question names whom or what it belongs to."""
    lemma = noun.lemma.lower()
    if lemma in words("vague") | words("places") | words("people") or is_relation(noun, "compound"):
        return False
    names = {n.full for n in _names(context, sentence, inside)}
    topic = context.topic is not None and context.topic.full in names
    # Where and when "the first meeting" was does not say what the meeting was about.
    counted = any(_ORDINAL.fullmatch(t.text.lower()) for t in sentence.children(noun, "amod", "nummod"))
    if not topic and (counted or lemma in words("event")):
        return False
    dated = any(w.known and set(range(w.start, w.end)) & inside for w in context.references.dates(sentence))
    return (topic or len(names) + dated > 1) and context.is_sole(lemma)


def _names(context: Context, sentence: Sentence, inside: set[int]) -> Iterator[Name]:
    """Yield the names that a question holds, also where a pronoun stands for one."""
    for i in inside:
        name = context.names.name_at(sentence, sentence.tokens[i]) or context.referent(sentence, sentence.tokens[i])
        if name is not None:
            yield name


def _unclear_name(
    context: Context, sentence: Sentence, token: Token, inside: set[int], told: Collection[str]
) -> str | None:
    """Return why a stranger cannot tell what a name stands for: "the High Court", one of two Lornes; or ``None``."""
    mention = context.names.mention_at(sentence, token)
    name = context.names.by_form(mention.text) if mention is not None else None
    if mention is None or name is None or mention.start != token.index or name.full != mention.text:
        return None
    if is_generic(name.full) and not _is_of_body(context, sentence, token, inside):
        return f"a stranger cannot know which is meant ({name.full})"
    letters = len(name.full) > 1 and name.full.isupper() and name.full.isalpha() and not _ROMAN.fullmatch(name.full)
    known = bool(name.acronym) or name.full.lower() in words("acronyms") or _is_in_headline(context, token, told)
    if letters and not known:
        return f"a stranger may not know what the letters stand for ({name.full})"
    reason = _unclear(context, sentence, name, inside)
    return None if reason and _is_in_lead(context, name, told, reason) else reason


def _is_of_body(context: Context, sentence: Sentence, token: Token, inside: set[int]) -> bool:
    """Tell whether the question says of what: "the first President of Norway"."""
    below = (t for t in sentence.children(token, "nmod") if t.index in inside)
    ranked = any(_ORDINAL.fullmatch(t.text.lower()) for t in sentence.children(token, "amod") if t.index in inside)
    return ranked and any(
        context.names.mention_at(sentence, t) is not None and sentence.child(t, "case") is not None for t in below
    )


def _unclear_reference(
    context: Context, sentence: Sentence, inside: set[int], told: Collection[str]
) -> tuple[int, str] | None:
    """Return why a stranger cannot tell who a pronoun stands for, when the article gives only a part of the name."""
    for start, reference in context.references.of(sentence).items():
        if start in inside and reference.name is not None:
            reason = _unclear(context, sentence, reference.name, inside)
            if reason and not _is_in_lead(context, reference.name, told, reason):
                return start, reason
    return None


def _unclear(context: Context, sentence: Sentence, name: Name, inside: set[int]) -> str | None:
    """Return why a stranger cannot tell which person a name of one word means, or ``None``."""
    if " " in name.full or not (name.unclear or name.kind is Kind.PERSON):
        return None
    foremost = _is_foremost_bearer(context, name)
    if foremost and name.unclear and _is_beside_body(context, sentence, name, inside):
        return None
    known = _is_known_so(context, sentence, name, inside)
    others = (n for n in context.names if n is not name and n.kind is Kind.PERSON)
    if not (foremost and known) and (name.unclear or any(name.full in n.full.split() for n in others)):
        return f"several people bear the name ({name.full})"
    titled = name.full.lower() in words("titles") | words("known-by-one-name")
    if context.is_person(name) and name is not context.topic and not titled and not known:
        return f"the full name is not known ({name.full})"
    return None


def _is_foremost_bearer(context: Context, name: Name) -> bool:
    """Tell whether an article calls somebody by a surname alone far more often than it names others of that name."""
    others = [n for n in context.names if n is not name and name.full in n.full.split()]
    return name.count >= _OFTEN and all(name.count > 2 * n.count for n in others)


def _is_beside_body(context: Context, sentence: Sentence, name: Name, inside: set[int]) -> bool:
    """Tell whether a body of several words says where somebody who is only known by surname belongs."""
    others = (n for n in _names(context, sentence, inside) if n is not name)
    return any(n.kind is Kind.ORGANIZATION and " " in n.full for n in others)


def _is_known_so(context: Context, sentence: Sentence, name: Name, inside: set[int]) -> bool:
    """Tell whether a person's one name will do: nobody calls them otherwise, and others say where they belong."""
    topic = context.topic
    if topic is not None and topic.kind is Kind.PERSON and name.count >= _OFTEN:
        return True
    others = (n for n in _names(context, sentence, inside) if n is not name)
    about = topic if topic is not None and topic.kind is not Kind.COUNTRY else None
    return any(n is about or (n.kind is Kind.PERSON and " " in n.full) for n in others)


def _bare_definite(
    context: Context, sentence: Sentence, noun: Token, inside: set[int], event: EventLabel | None = None
) -> bool:
    below = [t for t in sentence.children(noun) if t.index in inside]
    # "The capital and largest city of Norway": what stands behind the second tells of the first too.
    shared = [c for c in below if is_relation(c, "conj") and sentence.child(c, "det", "nmod:poss") is None]
    below += [t for c in shared for t in sentence.children(c, "nmod") if t.index in inside]
    if noun.lemma.lower() == "time" and any(_ORDINAL.fullmatch(t.text.lower()) for t in below):
        return False  # "for the first time"
    if noun.lemma.lower() in words("repeated") and below and all(is_relation(t, "nmod:poss") for t in below):
        return True
    if not any(t.text.lower() == "the" and is_relation(t, "det") for t in below):
        return False
    if (
        noun.lemma.lower() in words("known") | words("everywhere")
        or context.names.mention_at(sentence, noun) is not None
    ):
        return False
    if _DECADE.fullmatch(noun.text) or _is_named_beside(context, sentence, noun, inside):
        return False
    person = noun.lemma.lower() in words("people")
    vague = person or noun.lemma.lower() in words("vague") | words("places") | {"island"}
    told = [t for t in below if is_relation(t, "nmod", "acl", "compound", "appos", "nummod", "amod")]
    told = [t for t in told if not _only_counts(t, vague=vague) and not _is_vague_part(t)]
    if not told:
        return not (person and _is_foremost(sentence, noun, below))
    if not vague:
        return False
    if person:
        if _is_foremost(sentence, noun, below):
            return False
        land = noun.xpos == "NNS" and any(t.text[:1].isupper() and is_relation(t, "amod") for t in told)
        return not land and not any(is_relation(t, "nmod", "acl", "appos") for t in told)
    phrase = {t.index for one in told for t in sentence.subtree(one) if t.index in inside}
    if len(told) == 1 and event is None and _is_of_nation(context, sentence, told[0], noun):
        return True
    named = any(
        sentence.tokens[i].upos == "PROPN"
        or sentence.tokens[i].text[:1].isupper()
        or _YEAR.fullmatch(sentence.tokens[i].text)
        for i in phrase
    )
    return not named and not any(is_relation(t, "nmod", "acl") for t in told)


def _is_of_nation(context: Context, sentence: Sentence, told: Token, noun: Token) -> bool:
    """Tell whether only a nation says which one is meant of what nations have many of: "the Norwegian team"."""
    name = context.names.name_at(sentence, told)
    alone = name is not None and name.kind is Kind.NATIONALITY
    return alone and noun.lemma.lower() not in words("one-of-a-nation")


def _is_foremost(sentence: Sentence, noun: Token, below: Collection[Token]) -> bool:
    """Tell whether an infinitive behind "first" or "only" says which one is meant: "the first woman to"."""
    after = sentence.tokens[noun.index + 1].text.lower() if noun.index + 1 < len(sentence.tokens) else ""
    return after == "to" and any(t.lemma.lower() in {"first", "only", "last", "sole"} or t.xpos == "JJS" for t in below)


def _is_named_beside(context: Context, sentence: Sentence, noun: Token, inside: set[int]) -> bool:
    """Tell whether the name of who or what a noun means stands right behind it: "the schoolmaster Ada Lorne"."""
    mention = (
        context.names.mention_at(sentence, sentence.tokens[noun.index + 1])
        if noun.index + 1 < len(sentence.tokens)
        else None
    )
    if mention is None or mention.start != noun.index + 1 or not set(range(mention.start, mention.end)) <= inside:
        return False
    name = sentence.tokens[mention.start : mention.end]
    return noun.head in range(mention.start, mention.end) or any(
        t.head == noun.index and is_relation(t, "appos", "flat", "nmod:desc", "nmod:unmarked") for t in name
    )


def _is_vague_part(token: Token) -> bool:
    """Tell whether a modifier is itself a thing nobody can place: the match in "the match referee"."""
    return is_relation(token, "compound") and token.upos == "NOUN" and token.lemma.lower() in words("vague")


def _only_counts(token: Token, *, vague: bool) -> bool:
    """Tell whether a modifier says which of several only to who knows them: "the first", "the new", "the 62nd"."""
    if not is_relation(token, "amod", "nummod"):
        return False
    return token.lemma.lower() in words("passing") or (vague and _ORDINAL.fullmatch(token.text.lower()) is not None)

"""Mends what the analyser often gets wrong in a tree, where the order of words leaves no doubt."""

from collections.abc import Iterator
from dataclasses import replace

from quiz.generate.grammar.entries import with_entries
from quiz.generate.grammar.flaws import after_comma
from quiz.generate.grammar.tense import FINITE, finite_of
from quiz.generate.reading.descriptions import is_human
from quiz.generate.reading.mend_asides import ASIDES
from quiz.generate.reading.mend_names import NAMES
from quiz.generate.reading.mend_subjects import SUBJECTS
from quiz.language.document import Document, Sentence, Token, is_relation

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}


def mended(document: Document) -> Document:
    """Return the document with entries taken apart and every tree mended; other sentences stay the same objects."""
    document = with_entries(document)
    return replace(document, sentences=tuple(_mend(s) for s in document.sentences))


def _mend(sentence: Sentence) -> Sentence:
    for find in (
        _particles,
        _fragments,
        *ASIDES,
        *NAMES,
        _past_conjuncts,
        *SUBJECTS,
        _low_conjuncts,
        _crossing_conjuncts,
        _relative_conjuncts,
        _bare_conjuncts,
        _partitives,
        _inhuman_relatives,
        _set_off_participles,
        _far_objects,
        _chained_participles,
    ):
        changed = {t.index: t for t in find(sentence)}
        if changed:
            sentence = replace(sentence, tokens=tuple(changed.get(t.index, t) for t in sentence.tokens))
    return sentence


def _particles(sentence: Sentence) -> Iterator[Token]:
    """Yield as prepositions the particles right before a phrase that lacks one: "signed in 1998"."""
    for token in sentence.tokens:
        behind = sentence.tokens[token.index + 1 : token.index + 2]
        if not is_relation(token, "compound:prt") or token.head > token.index or not behind or behind[0].upos == "ADP":
            continue
        for phrase in sentence.children(sentence.tokens[token.head], "obl"):
            bare = sentence.child(phrase, "case") is None and phrase.deprel == "obl"
            if bare and sentence.subtree(phrase)[0].index == token.index + 1:
                yield replace(token, head=phrase.index, deprel="case", upos="ADP", xpos="IN")


def _fragments(sentence: Sentence) -> Iterator[Token]:
    """Yield noun and participle of "The Tern Hall, founded in 1902 by monks." as what they are, no subject and verb."""
    root = sentence.root
    noun = sentence.child(root, "nsubj")
    if root.xpos != "VBN" or noun is None or noun.index + 2 != root.index or sentence.children(root, "aux", "cop"):
        return
    if sentence.tokens[noun.index + 1].text == "," and not any(t.xpos in FINITE for t in sentence.tokens):
        yield replace(noun, head=-1, deprel="root")
        yield replace(root, head=noun.index, deprel="acl")


def _past_conjuncts(sentence: Sentence) -> Iterator[Token]:
    """Yield as past the verbs read as participles that go on an active past: "she left school and married a smith"."""
    for token in sentence.tokens:
        if token.xpos != "VBN" or not is_relation(token, "conj") or token.head < 0 or not token.text.endswith("ed"):
            continue
        first = sentence.tokens[token.head]
        active = first.xpos == "VBD" and first.index < token.index and sentence.child(token, "obj") is not None
        if active and first.upos == "VERB" and sentence.child(token, "aux", "nsubj", "obl:agent") is None:
            yield replace(token, xpos="VBD")


def _low_conjuncts(sentence: Sentence) -> Iterator[Token]:
    """Yield the finite verbs joined to a noun that belong to the verb above it: "shows ships and is open daily"."""
    for token in sentence.tokens:
        if not is_relation(token, "conj") or token.head < 0 or sentence.child(token, "mark") is not None:
            continue
        noun = sentence.tokens[token.head]
        finite = finite_of(sentence, token)
        if finite is None or finite.xpos not in FINITE or noun.upos not in _NOMINAL or noun.head < 0:
            continue
        if finite_of(sentence, noun) is not None:
            continue
        above = noun
        while above.head >= 0 and finite_of(sentence, above) is None:
            above = sentence.tokens[above.head]
        if finite_of(sentence, above) is not None and above.index < token.index:
            yield replace(token, head=above.index)


def _crossing_conjuncts(sentence: Sentence) -> Iterator[Token]:
    """Yield nouns joined to one before a second verb that go on its object: "is in X and holds fairs and Y"."""
    for token in sentence.tokens:
        if not is_relation(token, "conj") or token.upos not in {"NOUN", "PROPN"}:
            continue
        for verb in sentence.tokens[token.head + 1 : token.index]:
            if is_relation(verb, "conj") and verb.upos == "VERB" and verb.head < token.head:
                found = sentence.child(verb, "obj")
                if found is not None and verb.index < found.index < token.index:
                    yield replace(token, head=found.index)
                    break


def _relative_conjuncts(sentence: Sentence) -> Iterator[Token]:
    """Yield the verbs that go on an aside which no comma closes: "a treaty, which was signed and came into force"."""
    for token in sentence.tokens:
        if (
            not is_relation(token, "conj")
            or finite_of(sentence, token) is None
            or sentence.child(token, "nsubj", "mark")
        ):
            continue
        first = sentence.subtree(token)[0].index
        above = sentence.tokens[token.head]
        for relative in sentence.tokens[above.index + 1 : first]:
            pronoun = sentence.child(relative, "nsubj") if is_relation(relative, "acl:relcl") else None
            if pronoun is None or pronoun.xpos not in {"WDT", "WP"} or not after_comma(sentence, relative):
                continue
            if above in _above(sentence, relative) and "," not in _marks(sentence, relative.index, first):
                yield replace(token, head=relative.index)


def _bare_conjuncts(sentence: Sentence) -> Iterator[Token]:
    """Yield as appositions the phrases that nothing but a comma joins: "director of X, a post she held until 1976"."""
    for token in sentence.tokens:
        if not is_relation(token, "conj") or token.upos != "NOUN" or sentence.child(token, "cc", "case") is not None:
            continue
        row = sentence.children(sentence.tokens[token.head], "conj")
        article = next((t for t in sentence.children(token, "det") if t.text.lower() in {"a", "an"}), None)
        if len(row) == 1 and article is not None and sentence.tokens[article.index - 1].text == ",":
            yield replace(token, deprel="appos")


def _partitives(sentence: Sentence) -> Iterator[Token]:
    """Yield the counts hung on a noun that belong to the clause about it: "ships, many of which she had built"."""
    for token, of, which in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        if of.text.lower() != "of" or which.text.lower() not in {"which", "whom"} or which.head < 0:
            continue
        verb = sentence.tokens[which.head]
        hung = is_relation(verb, "acl:relcl") and token.head == verb.head and verb.index > token.index
        if hung and verb.upos == "VERB":
            yield replace(token, head=verb.index, deprel="obl")


def _inhuman_relatives(sentence: Sentence) -> Iterator[Token]:
    """Yield the clauses with "which" hung on a person that belong to the noun before: "to lead the town, which has"."""
    for token in sentence.tokens:
        which = next((t for t in sentence.children(token, "nsubj", "obj") if t.text.lower() == "which"), None)
        if not is_relation(token, "acl:relcl") or which is None or not which.index:
            continue
        head = sentence.tokens[token.head]
        last = sentence.tokens[which.index - 1 - (sentence.tokens[which.index - 1].text == ",")]
        while last.head > token.head and last.head < which.index and last.upos not in {"NOUN", "PROPN"}:
            last = sentence.tokens[last.head]
        if is_human(head) and last is not head and last.upos in {"NOUN", "PROPN"} and not is_human(last):
            yield replace(token, head=last.index)


def _set_off_participles(sentence: Sentence) -> Iterator[Token]:
    """Yield participles between a subject and its verb that are about the former: "Arvin, founded in 1784, said"."""
    for token in sentence.tokens:
        aside = is_relation(token, "advcl", "acl") and token.xpos == "VBN"
        if not aside or sentence.child(token, "mark", "nsubj", "aux"):
            continue
        verb = sentence.tokens[token.head]
        subject = sentence.child(verb, "nsubj")
        first = sentence.subtree(token)[0].index
        first -= sentence.tokens[first - 1].text == ","
        if subject is None or not subject.index < first <= token.index < verb.index:
            continue
        before = sentence.tokens[first - 1] if sentence.tokens[first].text == "," else None
        if before is not None and (before is subject or subject in _above(sentence, before)):
            yield replace(token, head=subject.index, deprel="acl")


def _above(sentence: Sentence, token: Token) -> Iterator[Token]:
    while token.head >= 0:
        token = sentence.tokens[token.head]
        yield token


def _marks(sentence: Sentence, start: int, end: int) -> set[str]:
    return {t.text for t in sentence.tokens[start:end] if t.upos == "PUNCT"}


def _far_objects(sentence: Sentence) -> Iterator[Token]:
    """Yield the objects hung on the first of two verbs that stand behind the second: "killing 107 and wounding 238"."""
    for token in sentence.tokens:
        if not is_relation(token, "obj"):
            continue
        first = sentence.subtree(token)[0].index
        for other in sentence.children(sentence.tokens[token.head], "conj"):
            if other.index == first - 1 and sentence.child(other, "obj") is None and other.upos == "VERB":
                yield replace(token, head=other.index)


def _chained_participles(sentence: Sentence) -> Iterator[Token]:
    """Yield the participles between two passives that are a third one: "was shot, abandoned by all and was found"."""
    for verb in sentence.tokens:
        last = sentence.children(verb, "conj")
        if sentence.child(verb, "aux:pass") is None or not last or last[-1].xpos != "VBN":
            continue
        for token in sentence.tokens[verb.index + 1 : last[-1].index]:
            behind = token.index and sentence.subtree(token)[0].text == ","
            if token.deprel == "acl" and token.xpos == "VBN" and (behind or after_comma(sentence, token)):
                yield replace(token, head=verb.index, deprel="conj")

"""What keeps a clause from being a plain statement of fact, or from being taken apart without loss."""

from collections.abc import Iterator

from quiz.generate.grammar.clauses import Source
from quiz.generate.grammar.simplify import kept
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_IDIOMS = {"make", "take", "give", "have", "pay", "play", "lose", "keep", "catch", "set", "break"}
"""Verbs that mean nothing by themselves with a bare noun: "make history", "take matters into one's own hands"."""
_CLEAR = {"place", "part", "birth", "office", "effect"}
"""Nouns that make a plain verb with them, of which one may ask who, when and where: "took place"."""
_CREDITS = {"image", "images", "photo", "photos", "photograph", "picture", "credit", "file", "source"}
_OWN_WORD = {"account", "admission", "reckoning"}
"""Nouns behind "by" that make a statement somebody's own."""
_WISHES = {"want", "hope", "wish", "like", "prefer", "dream"}
SPECULATIVE = {"may", "might", "could", "would", "should", "shall", "ought"}
"""Modals that leave open whether it is so; "can" and "must" state an ability or a rule."""
_BINDING = {"into", "from", "of", "on", "against", "for", "with", "at"}
"""Prepositions that tie a participle to its verb: "put into building", "kept from leaving"; not so "after" and "by"."""
_LEANING = {"spend", "waste", "keep", "leave", "find", "see", "hear", "catch", "send", "describe"}
"""Verbs that a participle behind their object completes."""
_PERSONAL = {
    "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "you", "your", "yours", "here", "now", "today",
    "yesterday", "tomorrow", "ago", "'m", "’m",
}  # fmt: skip
_POINTING = {"this", "these", "that", "those"}
_SHORT = 8
"""Words of an adverbial clause that may stay."""
_LONGER = 16
"""Words of one that its verb cannot do without."""
_WHILE = {"after", "before", "while", "upon"}
"""Words before a participle that say on which occasion."""
_WHEN = {"when", "after", "before", "until", "once"}
"""The same before a whole clause."""
_OCCASION = 11
"""Words of the longest clause that says so."""
_SURE = 0.8
"""Confidence from which words behind a subordinate clause belong to the verb before it."""
NEGATIONS = {
    "not", "n't", "n’t", "never", "no", "neither", "nor", "none", "nobody", "nothing", "hardly", "barely", "without",
}  # fmt: skip


_SUPPOSED = {"if", "unless", "otherwise", "were", "without", "whether", "should", "could", "might"}
"""Words beside which "would" tells of what is only supposed."""
_WISHED = {"like", "love", "prefer", "hate", "rather", "think", "say", "want", "be", "seem", "appear", "need", "mean"}
"""Verbs that are softened by "would", and "be", of which it mostly says what one thinks."""
_VAGUE = {"this", "that", "it", "such"}
"""Subjects of what "would" only follows from something else."""


def find_flaws(
    sentence: Sentence, head: Token, quoted: frozenset[int], *, source: Source | None = None
) -> Iterator[str]:
    """Yield why nothing may be asked from the clause of ``head``; nothing for a plain statement.

    What its ``source`` says "would" happen is a statement of plans, not of guesses, and its words in quotation marks
    may be asked when they speak of others.
    """
    yield from _unsound(sentence, head, source, quoted=head.start in quoted)
    yield from _tangled(sentence, head)


def unsound(sentence: Sentence, head: Token, *, quoted: bool, source: Source | None = None) -> str:
    """Return why the clause of ``head`` states no fact; empty when it does, however hard it is to take apart."""
    return next(_unsound(sentence, head, source, quoted=quoted), "")


def _unsound(sentence: Sentence, head: Token, source: Source | None, *, quoted: bool) -> Iterator[str]:
    if quoted and (source is None or _is_personal(sentence, head)):
        yield "the statement is quoted"
    if sentence.tokens[-1].text == "?":
        yield "the sentence is a question"
    if any(t.lemma.lower() == "example" and sentence.child(t, "case") for t in sentence.children(head, "obl")):
        yield "the statement is only an example"
    if any(t.lemma.lower() in _OWN_WORD and _is_by(sentence, t) for t in sentence.children(head, "obl")):
        yield "the statement is only what somebody says"
    if any(t.text.lower() in _CREDITS and sentence.tokens[t.index + 1].text == ":" for t in sentence.tokens[:-1]):
        yield "a caption has run into the sentence"
    if head.lemma.lower() in _WISHES and sentence.child(head, "xcomp") is not None:
        yield "the statement is only a wish"
    if head.xpos == "VBD" and _goes_on_in_perfect(sentence, head):
        yield "the verb may go on from one in the perfect"
    for child in sentence.children(head):
        yield from _flaws_of(sentence, head, child, source)


def _goes_on_in_perfect(sentence: Sentence, head: Token) -> bool:
    """Tell whether "has" may belong to a verb that follows: "has earned 40 caps and scored nine goals"."""
    if not is_relation(head, "conj") or sentence.child(head, "nsubj", "nsubj:pass", "aux") is not None:
        return False
    first = sentence.tokens[head.head]
    return any(t.text.lower() in {"has", "have"} for t in sentence.children(first, "aux"))


def _tangled(sentence: Sentence, head: Token) -> Iterator[str]:
    if _splits(sentence, head):
        yield "words after a subordinate clause may belong to it"
    if head.lemma.lower() in _IDIOMS and any(
        o.xpos in {"NN", "NNS"} and not sentence.children(o) and o.text.lower() not in _CLEAR
        for o in sentence.children(head, "obj")
    ):
        yield f"the verb makes one meaning with its object ({head.text})"
    if _lends_object(sentence, head):
        yield "the object belongs to the next verb too"
    bare = any(t.xpos == "VB" for t in sentence.children(head, "parataxis"))  # "saw the sides, from Arvin, face off"
    if bare or any(_completes(sentence, head, child) for child in sentence.children(head)):
        yield "what completes the verb would be lost"


def _is_personal(sentence: Sentence, head: Token) -> bool:
    """Tell whether words in quotation marks speak of who says them, to somebody, or of where and when they are said."""
    return any(
        t.text.lower() in _PERSONAL or (t.xpos == "DT" and t.text.lower() in _POINTING) for t in sentence.subtree(head)
    )


def _is_plan(sentence: Sentence, head: Token) -> bool:
    """Tell whether "would" tells what was to come ("voters would choose in May"), not what might have been."""
    if any(t.lemma.lower() == "have" for t in sentence.children(head, "aux")) or head.lemma.lower() in _WISHED:
        return False
    subject = sentence.child(head, "nsubj")
    follows = subject is not None and any(t.text.lower() in _VAGUE for t in sentence.subtree(subject)[:1])
    if follows or sentence.child(head, "cop") is not None:
        return False
    return not any(t.text.lower() in _SUPPOSED for t in sentence.tokens)


def _flaws_of(sentence: Sentence, head: Token, child: Token, source: Source | None) -> Iterator[str]:
    lemma = child.lemma.lower()
    if lemma in NEGATIONS or child.text.lower() in NEGATIONS:
        yield "the statement is negated"
    planned = lemma == "would" and (source is not None or _is_plan(sentence, head))
    if child.deprel.startswith("aux") and lemma in SPECULATIVE and not planned:
        yield f"the statement is only possible ({child.text})"
    if lemma in words("hedge"):
        yield f"the statement is hedged ({child.text})"
    if is_relation(child, "expl") and child.text.lower() != "there":
        yield f"the subject is empty ({child.text})"
    if is_relation(child, "nsubj") and child.text.lower() in {"i", "we", "you"}:
        yield "somebody speaks of himself or to somebody"
    if is_relation(child, "advcl"):
        mark = sentence.child(child, "mark")
        if mark is not None and mark.lemma.lower() in {"if", "unless", "whether"} and not _concedes(sentence, mark):
            yield "the statement is conditional"


def _concedes(sentence: Sentence, mark: Token) -> bool:
    """Tell whether an "if" grants something and asks for no condition: "even if"."""
    return mark.index > 0 and sentence.tokens[mark.index - 1].text.lower() == "even"


def starts_anew(sentence: Sentence, token: Token) -> bool:
    """Tell whether a small word has a capital where no sentence begins and no name goes on."""
    before, after = sentence.tokens[token.index - 1], sentence.tokens[min(token.index + 1, len(sentence.tokens) - 1)]
    small = token.upos in {"ADP", "DET", "PRON", "SCONJ"} and token.text.istitle() and token.text != "I"
    fresh = before.upos == "PUNCT" or before.text[:1].isupper()
    return small and not fresh and after.upos in {"DET", "PRON", "NOUN"}


def _lends_object(sentence: Sentence, head: Token) -> bool:
    """Tell whether a verb without object shares that of the verb right behind it: "convened and chaired a meeting"."""
    if sentence.child(head, "obj", "nsubj:pass", "cop") is not None:
        return False
    return any(
        other.xpos == head.xpos
        and other.index <= head.index + 2
        and sentence.child(other, "obj") is not None
        and sentence.child(other, "nsubj") is None
        for other in sentence.children(head, "conj")
    )


def _completes(sentence: Sentence, head: Token, child: Token) -> bool:
    """Tell whether a clause without comma, left out otherwise, says what the verb means: "sees it as critical"."""
    if not is_relation(child, "advcl") or child.index < head.index or after_comma(sentence, child):
        return False
    if sentence.child(child, "nsubj") is not None or child.lemma.lower() in words("harming"):
        return False
    told = any(c.index < child.index for c in sentence.children(head, "obj", "obl"))
    loose = told and child.xpos == "VBG" and head.lemma.lower() not in _LEANING
    return _is_complement(sentence, child) and not stays(sentence, child) and not loose


def _is_complement(sentence: Sentence, child: Token) -> bool:
    if sentence.subtree(child)[0].text.lower() == "as":
        return child.xpos not in {"VBD", "VBZ", "VBP"}
    asks = any(t.xpos == "WRB" for t in sentence.children(child, "advmod"))
    if any(t.text.lower() in _BINDING for t in sentence.children(child, "mark")):
        return child.xpos == "VBG" or any(t.xpos == "VBG" for t in sentence.children(child, "aux", "cop"))
    return child.xpos in {"VBG", "VBN"} and sentence.child(child, "mark", "case") is None and not asks


def stays(sentence: Sentence, child: Token) -> bool:
    """Tell whether an adverbial clause is short enough to stay with its verb: "lost his money trading in furs"."""
    head = sentence.tokens[child.head]
    if child.index < head.index or after_comma(sentence, child) or sentence.child(child, "nsubj") is not None:
        return False
    if tells_when(sentence, child):
        return True
    bound = any(t.text.lower() in _BINDING for t in sentence.children(child, "mark"))
    bound = bound or (head.lemma.lower() == "spend" and child.xpos == "VBG")  # "spent a year building it"
    aside = {t.index for c in sentence.tokens if c.deprel == "acl:relcl" for t in sentence.subtree(c)}
    short = sum(t.index not in aside for t in kept(sentence, child)) <= (_LONGER if bound else _SHORT)
    return short and _is_complement(sentence, child) and child.lemma.lower() not in words("harming")


def tells_when(sentence: Sentence, child: Token) -> bool:
    """Tell whether a clause says in a few words on which occasion something was done: "after leaving the navy".

    One with a date of its own is left out, so that its date is not taken for that of the whole.
    """
    marks = [t.text.lower() for t in sentence.children(child, "mark")]
    subject = sentence.child(child, "nsubj")
    whole = [t for t in sentence.subtree(child) if t.upos != "PUNCT"]
    if len(whole) > _OCCASION or any(_is_of_date(t) or t.xpos in {"``", "''"} for t in sentence.subtree(child)):
        return False
    if len(marks) != 1 or whole[0].text.lower() != marks[0] or sentence.child(child, "conj", "parataxis") is not None:
        return False
    if subject is None:
        return marks[0] in _WHILE and child.xpos == "VBG"
    return marks[0] in _WHEN and child.xpos == "VBD" and subject.upos in {"NOUN", "PROPN"}


def _is_of_date(token: Token) -> bool:
    return token.text.isdigit() or token.text.lower() in words("months") | words("weekdays") | words("relative")


def _splits(sentence: Sentence, head: Token) -> bool:
    """Tell whether what a verb needs follows an adverbial clause that is left out and may well belong to that."""
    return any(is_relation(c, "obj", "xcomp") for c in doubtful(sentence, head))


def doubtful(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """Return what follows an adverbial clause that is left out and is not surely a part of the clause of ``head``."""
    gone = [
        c
        for c in sentence.children(head, "advcl")
        if c.index > head.index and not is_purpose(sentence, c, behind=True) and not stays(sentence, c)
    ]
    if not gone:
        return ()
    end = sentence.subtree(gone[0])[-1].index
    behind = sentence.children(head, "obl", "advmod", "obj", "xcomp", "advcl")
    return tuple(c for c in behind if c.index > end and c.confidence < _SURE)


def is_purpose(sentence: Sentence, child: Token, *, behind: bool) -> bool:
    """Tell whether an adverbial clause ``behind`` its verb says what for: "to meet them"."""
    infinitive = any(t.text.lower() == "to" for t in sentence.children(child, "mark"))
    return infinitive and behind and not after_comma(sentence, child)


def after_comma(sentence: Sentence, token: Token) -> bool:
    """Tell whether the phrase of ``token`` begins behind a comma, brackets between them not counted."""
    first = sentence.subtree(token)[0]
    if first.text == ",":
        return True
    at = first.index - 1
    if at >= 0 and sentence.tokens[at].text in {")", "]"}:
        while at >= 0 and sentence.tokens[at].text not in {"(", "["}:
            at -= 1
        at -= 1
    return at >= 0 and sentence.tokens[at].text == ","


def _is_by(sentence: Sentence, noun: Token) -> bool:
    case = sentence.child(noun, "case")
    return case is not None and case.text.lower() == "by"

"""Which question word asks for a name: "whom", "which club", "which production"; empty when nothing tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.names import Name, is_place
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.wording.answers import phrase
from quiz.generate.wording.questions import who
from quiz.generate.wordlists import classes, offices, roles, words
from quiz.language.document import Sentence, Token, is_relation

_AGENTS = (
    "ist", "eur", "eer", "man", "woman", "person", "ician", "grapher", "maker", "holder", "worker", "fighter", "keeper",
    "owner", "goer", "arian", "orian", "estrian", "leader", "player", "driver", "rider", "dweller", "seeker",
)  # fmt: skip
"""Endings of nouns for people."""
_SHORT = 6
_LANDS = {"country", "city", "state"}
"""What a part or a time of one is not."""


def asked_with(context: Context, clause: Clause, name: Name, preposition: str = "") -> str:
    """Return the words that ask for ``name`` behind ``preposition``, or as the object without one."""
    if context.is_person(name):
        return "whom"
    if name.kind is Kind.PRIZE and preposition in {"at", "during"}:
        return "which awards ceremony"
    known = who(name, context)
    if known is not None and known != ["which organization"]:
        return str(known[0])
    verb = clause.head.lemma.lower()
    beaten = not preposition and verb in {"beat", "defeat", "outscore", "trounce", "thrash"}
    joined = preposition in words("team-preps") and verb in words("team-verbs")
    joined = joined and not any(is_relation(u.top, "obj") for u in clause.units)  # a fortune may be lost to anybody
    if name.kind is Kind.ORGANIZATION and (beaten or joined):
        return "which team"
    if verb in words("screen-verbs") and preposition == "in":
        return "which production"
    if known is not None:
        fits = preposition in words("team-preps") or (not preposition and verb in words("body-verbs"))
        return "which organization" if fits else ""
    if name.full.casefold() in words("states"):
        return "which state"
    if is_place(name) and preposition in {"to", "from", "into", "through", "toward", "towards"}:
        return "which place"
    thing = name.kind is Kind.NAME or (
        name.kind is not Kind.ORGANIZATION and (name.article or any(c.isdigit() for c in name.full))
    )
    if not thing:
        return ""
    return "which team" if beaten else "what"


def sort_of(noun: Token, *, person: str = "who", named: bool = False) -> str:
    """Return the words that ask for a phrase around ``noun``: "who", "which court" when ``named``, "what"."""
    lemma = noun.lemma.lower()
    if is_human(lemma) or (noun.xpos == "NNS" and lemma in words("ruling-groups")):
        return person
    if lemma in words("human-groups") and noun.xpos in {"NN", "NNP"}:
        return f"which {lemma}"
    kind, word = classes().get(lemma, ("", ""))
    return f"which {word}" if named and kind == "organization" and noun.xpos == "NN" else "what"


def is_human(lemma: str) -> bool:
    """Tell whether a noun means a person, by the list or by its ending: "saboteur", "columnist"."""
    held = lemma in words("people") or lemma in offices() or lemma in roles()
    return held or (len(lemma) > _SHORT and lemma.endswith(_AGENTS))


def goes_with_what(verb: Token, preposition: str) -> bool:
    """Tell whether a verb asks for ``preposition``, so that "what" may follow it: "to what did it lead"."""
    if preposition in {"aboard", "into", "against", "about"}:
        return verb.lemma.lower() not in words("light")
    return preposition in words("governing") and verb.lemma.lower() in words(f"{preposition}-verbs")


def name_behind(context: Context, sentence: Sentence, noun: Token) -> Mention | None:
    """Return the name that stands right behind the noun it explains: "the newspaper Night Ferry", "the ferry, Tern"."""
    after = sentence.tokens[noun.index + 1 : noun.index + 2]
    begin = noun.index + 1 + (bool(after) and after[0].text == ",")
    begin += sentence.tokens[begin].text.lower() == "the" if begin < len(sentence.tokens) else 0
    for below in sentence.children(noun, "appos", "flat", "nmod:desc", "nmod:unmarked"):
        mention = context.names.mention_at(sentence, below)
        if mention is not None and mention.start == begin and mention.text[:1].isupper():
            return mention
    return None


def _ranks(token: Token) -> bool:
    """Tell whether a word sets one thing before others, which "which" does already: "the larger lake, Tern Mere"."""
    return token.xpos in {"JJR", "JJS"} or token.lemma.lower() in {"single", "first", "last", "only"}


def _is_known_by(context: Context, text: str) -> bool:
    """Tell whether a phrase for a person holds a name, so that it says who is meant: "the mayor of Arvin"."""
    return any(context.names.has_word(word.strip(",")) for word in text.split())


@dataclass(frozen=True, slots=True)
class Sought:
    """A phrase that is no name by itself, as the answer of a question."""

    words: str
    """What asks for it: "who", "which newspaper", "what"."""
    answers: tuple[str, ...]
    kind: Kind
    hidden: str
    """The name it holds at its head, if any."""


def sought(
    context: Context,
    sentence: Sentence,
    tokens: Sequence[Token],
    top: Token,
    *,
    person: str = "who",
    general: bool = False,
) -> Sought | None:
    """Return how to ask for the phrase ``tokens`` around ``top``; ``None`` when it makes no exact answer."""
    mention = name_behind(context, sentence, top)
    name = context.names.by_form(mention.text) if mention is not None else None
    if mention is not None and name is not None:
        if top.upos not in {"NOUN", "PROPN"} or any(t.index >= mention.end or t.xpos == "POS" for t in tokens):
            return None  # the name goes on in small words, or the noun is somebody's
        before = [t for t in tokens if t.index < mention.start and t.upos not in {"DET", "PRON"} and not _ranks(t)]
        told = person if context.is_person(name) else f"which {context.text(sentence, before)}"
        return Sought(told, (name.full,), name.kind, name.full)
    answers = phrase(context, sentence, tokens, top, general=general)
    if not answers:
        return None
    head = context.names.name_at(sentence, top)
    noun = context.noun_of(head) if head is not None else ""
    if head is not None and noun in _LANDS and answers[0] != head.full:
        return None  # "early medieval Norway" is no country
    if head is not None and context.is_person(head):
        told = person
    else:
        named = any(word[:1].isupper() for word in answers[0].split())
        told = f"which {noun}" if noun else sort_of(top, person=person, named=named)
        if not noun and told.startswith("which ") and any(t.xpos == "JJS" for t in tokens):
            return None  # "the largest organization in Norway" has a name, too
    loose = top.xpos == "NN" and top.lemma.lower() not in words("kinship") and not answers[0].startswith(("a ", "an "))
    if (told in {"who", "whom"} or top.lemma.lower() == "chief") and loose and not _is_known_by(context, answers[0]):
        return None  # "her future advisor" is somebody with a name
    return Sought(told, answers, Kind.THING, head.full if head is not None else "")

"""What an article says its names are: "X is a browser", "X, a town in ...", "the daily X", "a ship called X"."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.wordlists import classes, events, offices, things, words
from quiz.language.document import Document, Sentence, Token, is_relation

_CALLED = {"call", "name", "dub", "know", "title", "entitle"}
_COMPANIES = frozenset({"company", "firm", "corporation", "business", "manufacturer", "maker"})
_TOWNS = frozenset({"city", "town", "village", "municipality", "capital"})
_BODIES = frozenset({"organization", "organisation", "group", "body", "institution", "agency", "association"})
_PERSONS = frozenset({"man", "woman", "boy", "girl", "person"})
# What else "the ..." may call a thing of a sort: a town may be "the city" in a text that has no other.
_WIDER = {
    "airline": _COMPANIES,
    "bank": _COMPANIES,
    "brewery": _COMPANIES,
    "university": frozenset({"institution", "school"}),
    "college": frozenset({"institution", "school"}),
    "newspaper": frozenset({"paper", "daily", "publication"}),
    "daily": frozenset({"paper", "newspaper", "publication"}),
    "magazine": frozenset({"publication", "journal"}),
    "novel": frozenset({"book"}),
    "film": frozenset({"movie"}),
    "movie": frozenset({"film"}),
    "series": frozenset({"show", "programme", "program"}),
    "programme": frozenset({"show", "series"}),
    "program": frozenset({"show", "series"}),
    "show": frozenset({"series", "programme", "program"}),
    "sitcom": frozenset({"show", "series"}),
    "team": frozenset({"club", "side"}),
    "club": frozenset({"team", "side"}),
    "party": frozenset({"group"}),
    "ferry": frozenset({"ship", "vessel", "boat"}),
    "ship": frozenset({"vessel", "boat"}),
    "aircraft": frozenset({"plane"}),
    "award": frozenset({"prize", "honour", "honor"}),
    "prize": frozenset({"award"}),
    "abbey": frozenset({"church", "building"}),
    "basilica": frozenset({"church", "building"}),
    "castle": frozenset({"fortress", "building"}),
    "cathedral": frozenset({"church", "building"}),
    "chapel": frozenset({"church", "building"}),
    "church": frozenset({"building"}),
    "fort": frozenset({"fortress"}),
    "mosque": frozenset({"building"}),
    "palace": frozenset({"building"}),
    "skyscraper": frozenset({"building", "tower"}),
    "tower": frozenset({"building"}),
    "museum": frozenset({"institution"}),
    "stadium": frozenset({"venue", "ground"}),
    "archipelago": frozenset({"group"}),
    "town": _TOWNS,
    "city": _TOWNS,
    "capital": _TOWNS,
    "village": frozenset({"town", "settlement"}),
    "country": frozenset({"nation"}),
}


class Sorts:
    """The nouns that names of one article go by."""

    def __init__(self, document: Document, names: Names, topic: Name | None = None) -> None:
        self._nouns: dict[str, list[str]] = {}
        if topic is not None and topic.kind in _WHERE and (noun := _called_place(document)):
            self._nouns[topic.full] = [noun]
        if topic is not None and topic.kind is not Kind.PERSON and (noun := _defined_as(document, names, topic)):
            self._nouns.setdefault(topic.full, []).append(noun)
        for sentence in document.sentences:
            for name, noun in _learned(sentence, names):
                found = self._nouns.setdefault(name.full, [])
                if noun not in found:
                    found.append(noun)

    def of(self, name: Name) -> tuple[str, ...]:
        """Return the nouns the article uses for a name, first the one it used first."""
        return tuple(self._nouns.get(name.full, ()))

    def asked(self, name: Name) -> str:
        """Return the noun to ask for a thing with ("which browser"), empty when the article gives none."""
        askable = words("sorts") | words("places") | set(things())
        return next((n for n in self.of(name) if n in askable), "")

    def is_called(self, name: Name, noun: str) -> bool:
        """Tell whether "the ``noun``" can mean a name."""
        own = {name.noun, *self.of(name)} - {""}
        if name.kind is Kind.COUNTRY:
            own.add("country")
        wider = {w for o in own for w in _WIDER.get(o, ())}
        if own & _COMPANIES:
            wider |= _COMPANIES
        elif name.kind is Kind.ORGANIZATION:
            wider |= _BODIES
        if name.kind is not Kind.PERSON and " " in name.full and not is_generic(name.full):
            parts = name.full.lower().split()
            own |= {parts[-1]} & _classes()
            own |= {parts[0]} & {"lake", "mount", "cape", "gulf", "isle", "hotel", "museum", "university"}
        return noun in own | wider


@cache
def _classes() -> frozenset[str]:
    """Return the last words of names that "the ..." may call them by."""
    own = frozenset({"study", "project", "memorial", "program", "programme", "scheme", "survey", "act", "bill", "fund"})
    return own | words("sorts") | words("places") | frozenset(classes()) | frozenset(events())


def is_generic(name: str) -> bool:
    """Tell whether a name is made of class words alone, so that many countries have one: "High Court"."""
    return all(part.lower().rstrip(".") in _generic() for part in name.split())


@cache
def _generic() -> frozenset[str]:
    """Return the words that say only of what class a name is."""
    return (words("generic") | words("vague") | words("qualifiers")) - {"world"}


_WHERE = {Kind.PLACE, Kind.CITY, Kind.NAME, Kind.ORGANIZATION, Kind.FACILITY}
_OFTEN = 3
_PRESENTING = 4
"""Sentences within which an article says what its topic is."""


def _called_place(document: Document) -> str:
    """Return what an article about a place calls it: "the island", again and again."""
    counts: Counter[str] = Counter()
    for sentence in document.sentences:
        for noun in sentence.tokens:
            lemma = noun.lemma.lower()
            if lemma in words("places") | _TOWNS and noun.xpos in {"NN", "NNP"}:
                below = [t for t in sentence.children(noun) if not is_relation(t, "case", "punct")]
                counts[lemma] += len(below) == 1 and below[0].text.lower() in {"the", "this"}
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= _OFTEN else ""


def _defined_as(document: Document, names: Names, topic: Name) -> str:
    """Return the noun that the sentence that presents the topic of an article says it is: "X was a boat race"."""
    for sentence in document.sentences[:_PRESENTING]:
        root = sentence.root
        copula = sentence.child(root, "cop")
        if copula is None or not copula.index or sentence.child(root, "case") is not None:
            continue
        # The words before "is" are the subject, whatever the tree says of a name with a number.
        presents = names.name_at(sentence, sentence.tokens[copula.index - 1]) is topic
        plain = root.xpos == "NN" and root.lemma.lower() not in words("vague-kinds")
        return root.lemma.lower() if plain and presents else ""
    return ""


def _learned(sentence: Sentence, names: Names) -> Iterator[tuple[Name, str]]:
    root = sentence.root
    subject = sentence.child(root, "nsubj")
    if subject is not None and sentence.child(root, "cop") is not None and root.upos == "NOUN":
        name = names.name_at(sentence, subject)
        negated = any(t.text.lower() in {"not", "n't", "never", "no"} for t in sentence.children(root))
        negated = negated or sentence.child(root, "case") is not None
        if name is not None and not negated and not sentence.children(subject, "nmod:poss", "conj"):
            for noun in (root, *sentence.children(root, "conj")):
                if _is_class(noun, name):
                    yield name, noun.lemma.lower()
    for mention in names.mentions(sentence):
        name = names.by_form(mention.text)
        if name is None or name.kind is Kind.NATIONALITY:
            continue
        span = sentence.tokens[mention.start : mention.end]
        head = next((t for t in span if not mention.start <= t.head < mention.end), span[0])
        for noun in _beside(sentence, head, mention.start):
            if _is_class(noun, name):
                yield name, noun.lemma.lower()


def _beside(sentence: Sentence, head: Token, start: int) -> Iterator[Token]:
    """Yield the nouns that stand for a name beside it: appositions and descriptions."""
    for other in sentence.children(head, "appos"):
        yield other
        yield from sentence.children(other, "conj")
    for other in sentence.children(head, "compound", "nmod:desc", "nmod", "amod"):
        if other.index == start - 1 and other.text == "daily":
            yield replace(other, lemma="newspaper", upos="NOUN", xpos="NN")
        if other.index == start - 1 and other.upos == "NOUN" and other.xpos == "NN":
            yield other
    above = sentence.tokens[head.head] if head.head >= 0 else None
    if above is None:
        return
    if is_relation(head, "appos") and above.index < head.index and not sentence.children(above, "nmod:poss", "conj"):
        yield above
    if is_relation(head, "xcomp", "obj", "obl", "nsubj") and above.lemma.lower() in _CALLED and above.head >= 0:
        noun = sentence.tokens[above.head]
        if is_relation(above, "acl") and noun.index < above.index:
            yield noun


def _is_class(noun: Token, name: Name) -> bool:
    """Tell whether a noun says what a name is: what a person does, or what sort a thing is of."""
    lemma = noun.lemma.lower()
    if noun.upos != "NOUN" or noun.xpos == "NNS":
        return False
    personal = lemma in words("people") | offices() | _PERSONS or lemma.endswith(_DOERS)
    if name.kind is Kind.PERSON:
        return personal
    return (
        lemma in words("sorts") | words("places") | set(classes()) | set(things()) and lemma not in {"office", "group"}
    ) or (lemma in _COMPANIES | _BODIES | _TOWNS | {"daily", "series", "ferry", "brewery"})


_DOERS = ("er", "or", "ist", "ress", "ian", "man", "woman", "ant", "poet", "monk", "nun", "saint", "priest")
"""Ends of nouns for people by what they do."""

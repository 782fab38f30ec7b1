"""What a text says that its names are names of: "X is a trilogy", "X was a nobleman", "the town of X"."""

from collections.abc import Iterator

from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.places import country
from quiz.generate.wordlists import things, words
from quiz.language.document import Document, Token


def defined_things(document: Document, mentions: list[tuple[Mention, ...]]) -> Iterator[tuple[str, str]]:
    """Yield what the text says a thing is, where that is no person: "X is a trilogy of novels"."""
    for sentence, found in zip(document.sentences, mentions, strict=True):
        root = sentence.root
        subject = sentence.child(root, "nsubj")
        if subject is None or sentence.child(root, "cop") is None or sentence.child(root, "case"):
            continue
        article = sentence.child(root, "det")
        noun = root.lemma.lower()
        if noun not in things() or article is None or sentence.children(subject, "conj", "nmod:poss"):
            continue
        yield from ((m.text, noun) for m in found if m.start <= subject.index < m.end)


def defined_people(document: Document, mentions: list[tuple[Mention, ...]]) -> Iterator[str]:
    """Yield the names that the text says are somebody's: "X was a nobleman who ..."."""
    human = words("people") | words("human") | words("professions") | words("kinship")
    for sentence, found in zip(document.sentences, mentions, strict=True):
        root = sentence.root
        subject = sentence.child(root, "nsubj")
        if subject is None or sentence.child(root, "cop") is None or sentence.child(root, "case", "nmod:poss"):
            continue
        article = sentence.child(root, "det")
        one = article is not None and article.text.lower() in {"a", "an"}
        if one and root.lemma.lower() in human and not sentence.children(subject, "conj", "nmod:poss", "nmod"):
            yield from (m.text for m in found if m.start <= subject.index < m.end)


def defined_places(document: Document, mentions: list[tuple[Mention, ...]]) -> Iterator[tuple[str, str]]:
    """Yield what the text says a place is: "X is the capital of ..." is a city."""
    for sentence, found in zip(document.sentences, mentions, strict=True):
        root = sentence.root
        subject = sentence.child(root, "nsubj")
        if root.xpos != "NN" or subject is None or sentence.child(root, "cop") is None or sentence.child(root, "case"):
            continue
        nouns = [t.lemma.lower() for t in (root, *sentence.children(root, "conj"))]
        noun = next((n for n in nouns if n in words("places") | {"capital"}), "")
        for mention in found:
            if noun and mention.start <= subject.index < mention.end and not sentence.children(subject, "conj"):
                yield mention.text, "city" if noun == "capital" else noun


def place_nouns(document: Document, mentions: list[tuple[Mention, ...]]) -> Iterator[tuple[str, str]]:
    """Yield what sort of place a name is: "Example, France" is a city, "the town of Example" a town."""
    for sentence, found in zip(document.sentences, mentions, strict=True):
        tokens = sentence.tokens
        for mention, after in zip(found, (*found[1:], None), strict=False):
            before = tokens[max(0, mention.start - 2) : mention.start]
            if len(before) == 2 and before[1].text == "of" and before[0].lemma.lower() in words("places"):  # noqa: PLR2004
                yield mention.text, before[0].lemma.lower()
            elif (
                after is not None
                and after.start == mention.end + 1
                and tokens[mention.end].text == ","
                and tokens[after.start].deprel.split(":")[0] in {"appos", "nmod", "flat"}
                and (country(after.text) or after.text.casefold() in words("states"))
                and not country(mention.text)
                and after.end < len(tokens)
                and tokens[after.end].text not in {"'s", "’s", "'", "’"}
                and not _has_parts(tokens[: mention.start])
            ):
                yield mention.text, "city"


def _has_parts(before: tuple[Token, ...]) -> bool:
    """Tell whether the words before a name speak of a part of a land, which no city has: "the south coast of"."""
    solid = [t for t in before[-3:] if t.text.lower() != "the"]
    return len(solid) > 1 and solid[-1].text == "of" and solid[-2].lemma.lower() in words("parts-of-land")

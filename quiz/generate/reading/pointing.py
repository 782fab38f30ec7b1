"""Words that point back, where they do not: "above the lake", "the same day as", "his" of the one just named."""

from quiz.generate.entities.genders import HE, SHE
from quiz.generate.entities.names import is_place
from quiz.generate.facts import Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.discourse import clause_of, subjects
from quiz.language.document import Sentence, Token, is_relation

_REFLEXIVE = {"himself", "herself", "itself", "themselves"}


def is_reflexive(token: Token) -> bool:
    """Tell whether a pronoun means the subject of its clause."""
    return token.text.lower() in _REFLEXIVE


def may_be_oneself(context: Context, sentence: Sentence, token: Token) -> bool:
    """Tell whether the subject can do something to "himself", which no place does."""
    names = (context.names.name_at(sentence, t) for t in subjects(sentence, clause_of(sentence, token)))
    return all(name is None or not is_place(name) for name in names)


def reads_as_subject(context: Context, sentence: Sentence, token: Token, near: set[int]) -> bool:
    """Tell whether everybody reads a possessive as the subject's: "What did Ada Lorne say on her blog?".

    That is so where the subject is the only person of the question before it, and he or she as the pronoun says.
    """
    word = token.text.lower()
    if word not in {"his", "her"} or not is_relation(token, "nmod:poss"):
        return False
    own = [t for t in subjects(sentence, clause_of(sentence, token)) if t.index in near and t.index < token.index]
    name = context.names.name_at(sentence, own[0]) if own else None
    if name is None or name.kind is not Kind.PERSON or " " not in name.full:
        return False
    gender = context.references.gender_of(name)
    if gender and word not in (SHE if gender == "she" else HE):
        return False
    before = (context.names.name_at(sentence, sentence.tokens[i]) for i in near if i < token.index)
    return all(other is None or other is name or other.kind is not Kind.PERSON for other in before)


def is_plain(sentence: Sentence, token: Token, inside: set[int], *, general: bool = False) -> bool:
    """Tell whether a word that often points back does not: "above the lake", "former members", "both X and Y"."""
    word = token.text.lower()
    if general and word == "other":
        return token.index > 0 and sentence.tokens[token.index - 1].text.lower() in {"and", "or"}
    if word in {"following", "said"}:
        pointed = token.index > 0 and sentence.tokens[token.index - 1].text.lower() in {"the", "that", "this"}
        return token.upos in {"ADP", "VERB"} and not pointed
    if word in {"above", "below"}:
        return is_relation(token, "case")
    after = sentence.tokens[token.index + 1].text.lower() if token.index + 1 < len(sentence.tokens) else ""
    if word == "both" and is_relation(token, "nsubj", "det", "advmod"):
        return any(t.index in inside and is_relation(t, "conj") for t in sentence.tokens[: token.index])
    if word == "such":
        return after == "as"
    if word in {"same", "other"}:
        return _is_same(sentence, token) if word == "same" else _is_other(sentence, token, inside)
    if word == "there":
        return is_relation(token, "expl")
    if word == "former":
        return is_relation(token, "amod") and token.head > token.index
    if word == "both":
        joined = [t for t in sentence.tokens if is_relation(t, "conj") and t.index in inside and t.index > token.index]
        if is_relation(token, "cc:preconj") and joined:
            return True
        before = [t for t in sentence.tokens[: token.index] if is_relation(t, "conj") and t.index in inside]
        return bool(before) and before[-1].head in inside and token.head > token.index
    return False


def _is_same(sentence: Sentence, token: Token) -> bool:
    """Tell whether the words behind "same" say as what: "the same day as the vote", "of the same name"."""
    behind = [t.text.lower() for t in sentence.tokens[token.index + 1 : token.index + 5]]
    return behind[:1] == ["name"] or ("as" in behind and "before" not in behind)


def _is_other(sentence: Sentence, token: Token, inside: set[int]) -> bool:
    """Tell whether "other" is told from what the question names: "ferries and other ships", "most other towns"."""
    if token.index and sentence.tokens[token.index - 1].text.lower() in {"most", "any", "all"}:
        return True
    noun = sentence.tokens[token.head]
    return is_relation(token, "amod") and is_relation(noun, "conj") and noun.head in inside

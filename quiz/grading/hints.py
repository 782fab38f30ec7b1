"""Shows some letters of an answer, more with every step, and never all of them."""

from dataclasses import dataclass

from quiz.grading.diff import clusters

HIDDEN = "·"
"""Stands for a letter that is not shown."""
_STEPS = 3
"""The first letter, then a third of every word, then two thirds."""
_MOST_COUNTED = 4
"""Words whose letters are counted one by one."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What is shown of an answer."""

    pattern: str
    """The answer with hidden letters: ``I·······``."""
    shape: str
    """How long it is, in words: ``8 letters``."""


def hints_for(answer: str) -> tuple[Hint, ...]:
    """Return the hints to an answer from the first to the last; each shows more than the one before."""
    words = [clusters(word) for word in answer.split()]
    shape = _shape(words)
    found: list[Hint] = []
    for step in range(1, _STEPS + 1):
        pattern = " ".join(_part_of(word, step, first=place == 0) for place, word in enumerate(words))
        if pattern != " ".join(answer.split()) and (not found or pattern != found[-1].pattern):
            found.append(Hint(pattern, shape))
    return tuple(found)


def _part_of(word: list[str], step: int, *, first: bool) -> str:
    """Return a word with the letters that a step shows; its last letter is never among them."""
    letters = sum(map(_is_letter, word))
    third = -(-letters // 3)
    shown = min(letters - 1, int(first) if step == 1 else (step - 1) * third)
    signs: list[str] = []
    for sign in word:
        if not _is_letter(sign):
            signs.append(sign)
            continue
        signs.append(sign if shown > 0 else HIDDEN)
        shown -= 1
    return "".join(signs)


def _is_letter(sign: str) -> bool:
    return sign[0].isalnum()


def _shape(words: list[list[str]]) -> str:
    lengths = [sum(map(_is_letter, word)) for word in words]
    counted = [length for length in lengths if length]
    signs = [sign[0] for word in words for sign in word if _is_letter(sign)]
    name = "digit" if all(map(str.isdigit, signs)) else "letter" if all(map(str.isalpha, signs)) else "sign"
    if len(counted) == 1:
        return f"{counted[0]} {name}{'' if counted[0] == 1 else 's'}"
    if len(counted) > _MOST_COUNTED or not counted:
        return f"{len(words)} words"
    return f"{len(counted)} words, {', '.join(map(str, counted[:-1]))} and {counted[-1]} {name}s"

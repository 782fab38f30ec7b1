"""From a clause to a question about one of its units: the auxiliary algorithm, exact and the only one.

The finite word is the first auxiliary or copula, else the main verb. An auxiliary goes before the subject as it is;
a main verb gives way to did, does or do and stands as its lemma. Subject questions keep the order of words. Units
that stood before the subject move to the end; a preposition travels with its question word.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import OWN, Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.reading.phrases import Piece, Writer, plural, sentence_case, spelled_out
from quiz.generate.wording.circumstances import Unaskable, check_subject, is_settled, told
from quiz.generate.wording.timing import is_adrift, is_done, is_own_plan, is_placed_in_time, opening_of
from quiz.generate.wording.torn import holds_another, is_torn
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation
from quiz.language.inflect import inflect
from quiz.model.deck import CardKind

_NAME = re.compile(r"(?:[A-Z][\w.’'-]* (?:of |the |and )?){2,}[A-Z][\w.’'-]*")
COMFORTABLE = 20
"""Words from which a question goes without its circumstances."""


@dataclass(frozen=True, slots=True)
class Question:
    """The wording of a question and the tokens it holds."""

    text: str
    used: tuple[int, ...]
    asked: tuple[int, ...]
    clause: tuple[int, ...]
    joints: tuple[int, ...]
    opening: str = ""
    """What says which event or month is meant, before the clause's own words."""
    speaker: tuple[int, ...] = ()
    """The tokens of the source that it names: "according to Ada Lorne"."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks about the units of one clause."""

    context: Context
    clause: Clause
    spare: bool = False
    """Whether circumstances that a stranger could not place may go, since the rule weighs what is left."""
    terse: int = 0
    """Which circumstances but dates go: 1 those before the subject, 2 all."""

    def units(self, target: Unit | None = None) -> tuple[Unit, ...]:
        """Return the units that go into a question about ``target``; raises `Unaskable` where one may not go."""
        return told(self.context, self.clause, target, spare=self.spare, terse=self.terse)

    def subject(self, wh: Sequence[Piece], *, asked: Sequence[Token] = ()) -> Question:
        """Ask for the subject: "Who founded ...?"; ``wh`` may hold words of the subject that stay."""
        units = self.units()
        target = next(u for u in units if u.role is Role.SUBJECT)
        verb = [u for u in units if u.role is Role.VERB or u.role is Role.AFTER]
        finite = self.clause.finite
        single = {"were": "was", "are": "is", "have": "has"}.get(finite.text.lower(), "")
        if not single and finite is self.clause.head and finite.xpos in {"VBP", "VB", "VBZ"}:
            single = inflect(finite.lemma.lower(), "VBZ")
        if not single or not wh or wh[-1] not in {"who", "what"}:
            single = self._in_full(self.clause.finite)
        if single == finite.text and finite.text.lower() in {"were", "are", "have"} and wh and isinstance(wh[-1], str):
            wh = [*wh[:-1], plural(wh[-1])]
        agreed: list[Piece] = [
            single if t is self.clause.finite and single != t.text else t for u in verb for t in u.tokens
        ]
        pieces: list[Piece] = [*wh, *self._unstressed(agreed), *self._moved(units)]
        return self._finish(pieces, units, target, asked or target.tokens)

    def _unstressed(self, verb: list[Piece]) -> list[Piece]:
        """Return the words of a verb without a "did" that only stresses it: "conquered" for "did conquer"."""
        finite, head = self.clause.finite, self.clause.head
        if finite.lemma.lower() != "do" or finite is head or head.xpos != "VB" or finite not in verb:
            return verb
        told = inflect(head.lemma.lower(), finite.xpos) if finite.xpos in {"VBD", "VBZ"} else head.text
        return [replace(head, text=told) if p is head else p for p in verb if p is not finite]

    def other(
        self,
        target: Unit,
        wh: Sequence[Piece],
        *,
        rest: Sequence[Token] = (),
        asked: Sequence[Token] = (),
        also: Sequence[Unit] = (),
    ) -> Question:
        """Ask for another unit: ``wh`` goes to the front, then auxiliary, subject and what remains.

        ``rest`` are words of the unit that stay in the question behind ``wh``; ``also`` are units that belong to it.
        """
        units = self.units(target)
        others = {u.top.index for u in also}
        subject = next(u for u in units if u.role is Role.SUBJECT)
        front, left = self._inverted()
        tail: list[Piece] = []
        for unit in units:
            if (unit.top is target.top and unit.role is target.role) or unit.top.index in others:
                continue
            if unit.role is Role.VERB and unit.relation == "verb":
                tail.extend(p for p in left if isinstance(p, str) or p in unit.tokens)
            elif unit.role in {Role.VERB, Role.AFTER}:
                tail.extend(unit.tokens)
        pieces: list[Piece] = [
            *wh,
            *rest,
            *front,
            *subject.tokens,
            *tail,
            *self._moved([u for u in units if u.top.index not in others], target),
        ]
        return self._finish(pieces, units, target, asked or target.tokens)

    def agent(self, target: Unit, wh: Sequence[Piece], *, asked: Sequence[Token]) -> Question:
        """Ask for the agent of a passive clause: "Who painted ...?" where one form is past tense and participle.

        What holds at all times is asked in the present: "What causes ...?".
        """
        finite, head = self.clause.finite, self.clause.head
        present = finite.text.lower() in {"is", "are"} and head.xpos == "VBN" and self.context.is_general(self.clause)
        past = finite.text.lower() in {"was", "were"} and head.text.lower().endswith("ed")
        if not (past or present):
            if wh == ["who"]:
                wh = ["whom"]
            return self.other(target, ["by", *wh], asked=asked)
        units = self.units(target)
        subject = next(u for u in units if u.role is Role.SUBJECT)
        verb = [t for u in units if u.role is Role.VERB for t in u.tokens if t is not finite]
        if present:
            active = replace(head, text=inflect(head.lemma.lower(), "VBZ"))
            verb = [active if t is head else t for t in verb]
        after = [t for u in units if u.role is Role.AFTER and u.top is not target.top for t in u.tokens]
        pieces: list[Piece] = [*wh, *verb, *subject.tokens, *after, *self._moved(units)]
        return self._finish(pieces, units, target, asked)

    def why(self) -> Question:
        """Ask for the reason of the whole clause, which stands outside it."""
        return self._beyond(["why"], (), [])

    def how(self) -> Question:
        """Ask for the way in which the whole clause was done, which stands outside it."""
        return self._beyond(["how"], (), [])

    def to_do(self, told: Sequence[Token]) -> Question:
        """Ask for the infinitive ``told``: "What did they decide to do?"."""
        return self._beyond(["what"], told, [told[0], "do"])

    def within(self, wh: Sequence[Piece], told: Sequence[Token]) -> Question:
        """Ask for words inside a unit that stays: "Which prize was she the first woman to win?"."""
        return self._beyond(wh, told, [])

    def _beyond(self, wh: Sequence[Piece], told: Sequence[Token], instead: Sequence[Piece]) -> Question:
        """Ask with auxiliary, subject and all other words, ``instead`` in the place of the words ``told``."""
        units = self.units()
        gone = {t.index for t in told}
        front, left = self._inverted()
        pieces: list[Piece] = [*wh, *front]
        subject = next(u for u in units if u.role is Role.SUBJECT)
        pieces.extend(subject.tokens)
        for unit in (u for u in units if u.role in {Role.VERB, Role.AFTER}):
            if unit.relation == "verb":
                pieces.extend(left)
            elif any(t is told[0] for t in unit.tokens[:1]) if told else False:
                pieces.extend(instead)
            else:
                pieces.extend(t for t in unit.tokens if t.index not in gone)
        pieces.extend(self._moved(units))
        kept = {p.index for p in pieces if isinstance(p, Token)}
        return self._finish(pieces, units, subject, [t for t in told if t.index not in kept])

    def in_place(self, answer: Sequence[Token], wh: Sequence[Piece], *, end: str = "?") -> Question:
        """Ask with the question word where the answer stood, for places that nothing can be moved out of."""
        gone = {t.index for t in answer}
        holder = next((u for u in self.clause.units if any(t.index in gone for t in u.tokens)), None)
        units = self.units(holder)
        pieces: list[Piece] = []
        order = [u for u in units if u.role is not Role.FRONT] + [u for u in units if u.role is Role.FRONT]
        placed = False
        target = self.clause.subject
        for unit in order:
            for token in unit.tokens:
                if token.index not in gone:
                    pieces.append(token)
                elif not placed:
                    pieces.extend(wh)
                    placed = True
                    target = unit
        if not placed:
            raise Unaskable("the answer was left out of the clause")
        return self._finish(pieces, units, target, answer, end=end)

    def free(self, pieces: Sequence[Piece], units: Sequence[Unit], *, asked: Sequence[Token]) -> Question:
        """Ask with ``pieces`` in the order given, made of ``units``, for what stands at ``asked``."""
        target = next((u for u in units if any(t in asked for t in u.tokens)), self.clause.subject)
        return self._finish(list(pieces), units, target, asked)

    def _moved(self, units: Sequence[Unit], target: Unit | None = None) -> list[Piece]:
        return [
            t for u in units if u.role is Role.FRONT and (target is None or u.top is not target.top) for t in u.tokens
        ]

    def _in_full(self, verb: Token) -> str:
        return spelled_out(self.clause.sentence, verb) or verb.text

    def _inverted(self) -> tuple[list[Piece], list[Piece]]:
        """Return what goes before the subject and what is left of the verb group."""
        verb = next(u for u in self.clause.units if u.role is Role.VERB and u.relation == "verb")
        finite = self.clause.finite
        if not self._agrees():
            raise Unaskable("verb and subject do not agree")
        if finite is not self.clause.head or finite.lemma.lower() == "be":
            whole = self._in_full(finite)
            return [finite if whole == finite.text else whole], [t for t in verb.tokens if t is not finite]
        tag = "VBP" if finite.xpos == "VBD" and self.clause.present else finite.xpos
        support = {"VBZ": "does", "VBP": "do", "VB": "do"}.get(tag, "did")
        return [support], [t.lemma if t is finite else t for t in verb.tokens]

    def _agrees(self) -> bool:
        """Tell whether subject and finite verb are both of one or both of several, where their tags say so."""
        top = self.clause.subject.top
        finite = self.clause.finite
        several = top.xpos in {"NNS", "NNPS"} or self.clause.sentence.child(top, "conj") is not None
        if finite.lemma.lower() == "be" and self.clause.head.xpos in {"VB", "VBZ", "VBP", "VBD"}:
            return finite is self.clause.head
        if finite.xpos == "VBZ":
            return top.xpos != "NNS" or self.clause.sentence.child(top, "nummod") is not None
        return finite.xpos != "VBP" or several or top.xpos not in {"NN", "NNP"} or top.text.lower() in words("herds")

    def _hidden(self, asked: Sequence[Token]) -> str:
        """Return the full name that is asked for: pronouns that stand for it stay pronouns."""
        name = self.context.name_of(self.clause.sentence, asked)
        if name is None and len(asked) == 1:
            name = self.context.referent(self.clause.sentence, asked[0])
        return name.full if name is not None else ""

    def _speaker(self, writer: Writer, hidden: str) -> str:
        """Return who answers for a statement that is only a claim; empty for a plain fact."""
        source = self.clause.source
        if source is None or not source.claim or is_own_plan(self.context, self.clause, source.speaker):
            return ""
        indices = [t.index for t in source.speaker]
        if not indices or dangling(self.context, self.clause.sentence, indices) is not None:
            raise Unaskable("it is not certain who says so")
        text = writer.write(source.speaker)
        if hidden and hidden in text:
            raise Unaskable("the question would name its answer as the source")
        return text

    def check(self, pieces: Sequence[Piece], units: Sequence[Unit]) -> None:
        """Raise `Unaskable` when no question can be made of the clause with these units, whatever is asked for."""
        undated = self.context.today is None and not self.context.headline
        if self.clause.passing and undated and not is_done(self.context, self.clause):
            raise Unaskable("the article has no date to say as of when")
        check_subject(self.clause)
        if not is_placed_in_time(self.context, self.clause, units):
            raise Unaskable("nothing says when it happened")
        if self.clause.head.lemma.lower() in words("objectless") and any(
            is_relation(u.top, "obj") and all(t.upos != "NUM" for t in u.tokens) for u in units
        ):
            raise Unaskable("the verb takes no object")
        if holds_another(self.clause, pieces):
            raise Unaskable("a second statement is wound into the first")
        if is_torn(self.clause, units):
            raise Unaskable("words that belong together would be torn apart")

    def _finish(
        self,
        pieces: list[Piece],
        units: Sequence[Unit],
        target: Unit,
        asked: Sequence[Token],
        *,
        end: str = "?",
    ) -> Question:
        sentence = self.clause.sentence
        self.check(pieces, units)
        hidden = self._hidden(asked)
        writer = self.context.writer(sentence, hidden=hidden)
        text = writer.write(pieces).rstrip(" ,;:-–")
        used = [p.index for p in pieces if isinstance(p, Token) and p.index != OWN]
        opening = opening_of(self.context, self.clause, text, used, [t.index for t in asked])
        # Whoever is named first is named in full.
        first = writer if opening else self.context.writer(sentence, hidden=hidden)
        if speaker := self._speaker(first, hidden):
            told = text if opening else first.write(pieces).rstrip(" ,;:-–")
            text = f"{told}, according to {speaker}" if opening else f"according to {speaker}, {told}"
        if opening:
            text = f"{opening}, {text}"
        if hidden and any(
            i in used and hidden in r.text and (r.end - r.start > 1 or is_relation(sentence.tokens[i], "obj", "iobj"))
            for i, r in self.context.references.of(sentence).items()
        ):
            raise Unaskable("the question would point at its answer")
        if self.clause.finite.index not in (*used, OWN):
            used.append(self.clause.finite.index)
        whole = {t.index for u in units for t in u.tokens} - {OWN}
        # Articles and prepositions that the question word swallows belong to what is asked.
        swallowed = [t.index for t in target.tokens if t.index not in (*used, OWN)]
        answered = sorted(({t.index for t in asked} | set(swallowed)) - {OWN})
        # What a clause with a subject of its own hangs from does not change what it says.
        own = sentence.child(self.clause.head, "nsubj") is not None
        loose = [u for u in units if not is_settled(u, units, target)]
        joints = tuple(u.top.index for u in loose if not (own and u.top is self.clause.head))
        source = self.clause.source
        told_by = tuple(t.index for t in source.speaker) if speaker and source is not None else ()
        return Question(
            sentence_case(text) + end,
            tuple(used),
            tuple(answered),
            tuple(sorted(whole)),
            joints,
            opening,
            speaker=told_by,
        )


def worded(context: Context, clause: Clause, ask: Callable[[Asker], Question]) -> Question:
    """Return what ``ask`` makes of a clause, without its circumstances where it would be too long with them."""
    question = ask(Asker(context, clause, spare=True))
    for terse in range(1, len(clause.units) + 1):
        if _size(question.text) <= COMFORTABLE:
            break
        question = ask(Asker(context, clause, spare=True, terse=terse))
    return question


def _size(text: str) -> int:
    """Return how many words a question has to the ear: a name of many words counts as two."""
    return len(_NAME.sub("Name name ", text).split())


def who(name: Name, context: Context) -> list[Piece] | None:
    """Return the typed question word for a name as subject or object; ``None`` when its type is not certain."""
    if context.is_person(name):
        return ["who"]
    noun = context.noun_of(name)
    if noun:
        return [f"which {noun}"]
    return ["which organization"] if name.kind is Kind.ORGANIZATION and context.speaks(name) else None


def candidate(
    rule: str,
    clause: Clause,
    question: Question,
    answers: tuple[tuple[str, ...], ...],
    kind: Kind,
    *,
    weight: float,
    context: Context,
    card: CardKind = CardKind.BASIC,
) -> Candidate:
    """Return the candidate of a clause rule, with the fact it states."""
    stamped = clause.present and context.today is not None
    # How many there are now is soon no longer so; the headline is all that says when it was.
    passing = clause.present and context.today is None and kind in {Kind.NUMBER, Kind.MONEY, Kind.PERCENT}
    role = next((u.relation for u in clause.units if set(question.asked) & {t.index for t in u.tokens}), "")
    held = " ".join(
        clause.sentence.tokens[i].lemma.lower()
        for i in sorted(question.used)
        if clause.sentence.tokens[i].upos in {"PROPN", "NOUN", "NUM", "ADJ"}
    )
    return Candidate(
        rule=rule,
        prompt=question.text,
        answers=answers,
        kind=card,
        answer_kind=kind,
        fact=Fact(predicate=f"{clause.head.lemma.lower()}/{role}", subject=held, value=answers[0][0]),
        sentence=clause.sentence,
        weight=weight,
        used=question.used,
        asked=question.asked,
        clause=question.clause,
        joints=question.joints,
        speaker=question.speaker,
        as_of=context.today if stamped else None,
        adrift=is_adrift(context, clause, question.opening) or (passing and bool(context.headline)),
        general=context.is_general(clause),
    )

"""The way from an article to a deck: analyse, find facts, word questions, pass the gates, choose, name."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

from quiz.errors import GenerateError
from quiz.generate.choosing.accepted import accepted
from quiz.generate.choosing.captions import captioned
from quiz.generate.choosing.distractors import distractors
from quiz.generate.choosing.gates import first_objection
from quiz.generate.choosing.origins import explained, origin_of
from quiz.generate.choosing.placing import by_names, in_event, under_event, under_headline, without_month
from quiz.generate.choosing.rank import choose, deck_size
from quiz.generate.choosing.rivals import rivals
from quiz.generate.facts import Candidate, Drop, Generated, Options
from quiz.generate.identity import deck_id, note_id
from quiz.generate.proposing.taking import rule_of
from quiz.generate.proposing.values import Proposer
from quiz.generate.proposing.wanting import askable, wanted, wording_rule
from quiz.generate.readable import check_sentences, check_text
from quiz.generate.reading.context import Context
from quiz.generate.reading.title import make_title
from quiz.generate.rules.base import Rule
from quiz.generate.rules.table import FALLBACKS, RULES
from quiz.generate.wording.specificity import TOO_GENERAL
from quiz.language.document import Document
from quiz.model.article import Article
from quiz.model.deck import Basic, CardKind, Cloze, Deck, ListNote, Note, Source, trace_of
from quiz.model.ids import DeckId, NoteId
from quiz.model.text import one_line

TELLTALE = "the headline that it needs gives the answer away"
_FEW = 0.25
"""What part of a deck a proposer has to bring by itself."""
_TRIES = 2
"""Facts that are asked for, for each card of a deck."""
GENERATOR = "rules 3"
"""What the source of a deck names as its maker; the number changes when the same article gives other cards."""


def generate(
    article: Article, options: Options, *, analyse: Callable[[str], Document], proposer: Proposer | None = None
) -> Generated:
    """Return the deck of ``article`` and what was left out of it, with reasons.

    The same article and options give the same deck. ``analyse`` is `quiz.language.analyser.analyse`. With a
    ``proposer`` its questions take the place of those of our rules, and pass the same gates.
    `GenerateError` when the text is no running English text.
    """
    language = check_text(article.text, _name(article), article.language)
    document = analyse(article.text)
    check_sentences(document, _name(article))
    heading = analyse(article.title) if article.title else None
    context = Context(article, document, as_of=options.as_of, heading=heading)
    if not context.clauses:
        raise GenerateError(f"There is no whole sentence in {_name(article)}.", hint="quiz needs running text.")
    title = one_line(options.title or article.called or article.name) or make_title(context)
    size = deck_size(len(article.text.split()), options.max_cards)
    whole = True
    if proposer is None:
        passed, drops = find_candidates(context)
    else:
        passed, drops, whole = _proposed(context, proposer, analyse, size, options.weights)
    chosen, left = choose(passed, context, size, options.weights)
    chosen = [replace(one, answers=accepted(one, context)) for one in chosen]
    name = deck_id(title, PurePath(article.path).stem if article.path else "")
    taken: set[str] = set()
    label = proposer.rule if proposer is not None else ""
    notes = tuple(_note(one, context, name, taken, label=label) for one in chosen)
    deck = Deck(
        id=DeckId(name),
        title=title,
        notes=notes,
        written=tuple(trace for note in notes if (trace := trace_of(note)) is not None),
        source=Source(
            title=article.name,
            path=article.path,
            url=article.url,
            published=context.today,
            author=article.author,
            language=language,
            sha256=article.sha256,
            generator=GENERATOR,
        ),
    )
    out: tuple[Drop, ...] = (*drops, *left)
    if options.aside:
        out = tuple(explained(out, context, lambda one: _note(one, context, name, taken, label=label)))
    if label:
        out = tuple(replace(drop, rule=label) for drop in out)
    return Generated(
        deck=deck,
        drops=out,
        sentences=tuple(one_line(sentence.text) for sentence in document.sentences),
        whole=whole,
        origins={note.id: origin_of(one, context) for note, one in zip(notes, chosen, strict=True) if note.id},
    )


def find_candidates(context: Context) -> tuple[list[Candidate], list[Drop]]:
    """Return the candidates that pass every gate, and the drops of rules and gates."""
    passed, drops = _try(RULES, context)
    for fallback in FALLBACKS:
        told: dict[int, set[int]] = {}
        for one in passed:
            told.setdefault(id(one.sentence), set()).update(one.asked)
        more, left = _try((fallback,), context)
        passed += [one for one in more if not told.get(id(one.sentence), set[int]()) & set(one.asked)]
        drops += left
    return passed, list(dict.fromkeys(drops))


def _proposed(
    context: Context, proposer: Proposer, analyse: Callable[[str], Document], size: int, weights: Mapping[str, float]
) -> tuple[list[Candidate], list[Drop], bool]:
    """Return the candidates among what is proposed that pass every gate, the drops, and whether that is all.

    Of a proposer that brings next to nothing for a deck of ``size`` cards questions on single facts are wanted.
    """
    proposed = proposer.propose(context.article, [one_line(sentence.text) for sentence in context.sentences])
    passed, drops = _try((rule_of(proposer.rule, proposed.proposals, analyse),), context)
    drops, whole = [*proposed.drops, *drops], proposed.whole
    if len(passed) < size * _FEW:
        ours, _ = choose(askable(find_candidates(context)[0], passed), context, size * _TRIES, weights)
        facts = wanted(ours, context, analyse)
        worded = proposer.word([fact for fact, _ in facts])
        asked = [(one, ours) for one, (_, ours) in zip(worded.proposals, facts, strict=False) if one is not None]
        more, left = _try((wording_rule(proposer.rule, asked, analyse),), context)
        passed += more
        drops += [*worded.drops, *left]
        whole = whole and worded.whole
    return passed, list(dict.fromkeys(drops)), whole


def _try(rules: Iterable[Rule], context: Context) -> tuple[list[Candidate], list[Drop]]:
    passed: list[Candidate] = []
    drops: list[Drop] = []
    found: list[tuple[Candidate, Drop | None]] = []
    for rule in rules:
        for one in rule.find(context):
            if not isinstance(one, Drop):
                found.append((without_month(one, context), None))
            elif one.reason == TOO_GENERAL and one.candidate is not None:
                found.append((one.candidate, one))
            else:
                drops.append(one)
    ambiguous = {id(one): reason for one, reason in rivals([one for one, _ in found])}
    for one, general in found:
        reason = ambiguous.get(id(one)) or (general.reason if general else first_objection(one, context))
        clear = captioned(one, context) if reason is None else None
        if clear is not None:
            passed.append(clear)
        elif reason is None:
            drops.append(Drop(rule=one.rule, text=one.prompt, reason=TELLTALE, candidate=one))
        elif id(one) not in ambiguous and (placed := _placed(one, context)):
            passed.append(placed)
        else:
            drops.append(general or Drop(rule=one.rule, text=one.prompt, reason=reason, candidate=one))
    return passed, drops


def _placed(one: Candidate | None, context: Context) -> Candidate | None:
    """Return a refused candidate with the article's event or headline before it, if that makes it clear."""
    if one is None:
        return None
    for place in (in_event, under_headline, under_event, by_names):
        placed = place(one, context)
        if placed is not None and first_objection(placed, context) is None:
            return placed
    return None


def summary(drops: tuple[Drop, ...]) -> tuple[tuple[str, int], ...]:
    """Return the reasons of drops with how often each was given, the most frequent first; details in brackets go."""
    counts = Counter(drop.reason.split(" (")[0] for drop in drops)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _note(one: Candidate, context: Context, deck: str, taken: set[str], *, label: str = "") -> Note:
    """Return the note of a candidate; with a ``label``, as that of a template of that name."""
    evidence = one_line(one.sentence.text)
    rule = label or one.rule
    key = NoteId(note_id(deck, evidence, one.answer, rule, taken))
    if one.kind is CardKind.LIST:
        return ListNote(id=key, prompt=one.shown, answers=one.answers, evidence=evidence, as_of=one.as_of, rule=rule)
    first, *others = one.answers[0]
    if one.kind is CardKind.CLOZE:
        return Cloze(id=key, prompt=one.shown, accept=tuple(others), evidence=evidence, as_of=one.as_of, rule=rule)
    return Basic(
        id=key,
        prompt=one.shown,
        answer=first,
        accept=tuple(dict.fromkeys(o for o in others if o.casefold() != first.casefold())),
        distractors=distractors(one, context),
        evidence=evidence,
        as_of=one.as_of,
        rule=rule,
    )


def _name(article: Article) -> str:
    return article.path or article.url or "the article"

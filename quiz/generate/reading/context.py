"""Everything the rules may ask about one article, worked out once."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from quiz.generate.entities.classnouns import learn
from quiz.generate.entities.names import Name, Names, is_place
from quiz.generate.entities.teams import find_teams
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.grammar.quotes import quoted_offsets
from quiz.generate.grammar.split import find_clauses
from quiz.generate.reading.arrivals import arrived
from quiz.generate.reading.deeds import actors, speakers
from quiz.generate.reading.descriptions import Description, find_descriptions
from quiz.generate.reading.frame import EventLabel, closes, title_event
from quiz.generate.reading.headline import is_term, opening_line, stamped, tells_of_somebody, told_again, told_nouns
from quiz.generate.reading.mend import mended
from quiz.generate.reading.phrases import Piece, Writer
from quiz.generate.reading.references import References
from quiz.generate.reading.soles import is_sole
from quiz.generate.reading.terms import Terms
from quiz.generate.reading.topic import Topic
from quiz.generate.values.dates import Grain, When, article_date
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token
from quiz.model.article import Article
from quiz.model.text import one_line

_REPORT = 150
"""Words from which a text without a title may be a report."""
_SORT = re.compile(r" \([a-z][^()]*\)$")
"""What tells a title from others: "The Ferry (film)"."""
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")


class Context:
    """One article, analysed, with its names, dates, references and clauses."""

    def __init__(
        self, article: Article, document: Document, *, as_of: date | None = None, heading: Document | None = None
    ) -> None:
        """Work out the frame; ``heading`` is the analysed title, where the article has one."""
        self.article = article
        self.document = document = mended(document)
        self._long = len(article.text.split()) >= _REPORT
        self.heading = heading
        self.dated = article_date(document) is not None
        """Whether the text opens with its date, as reports of news do."""
        self.today = as_of or article.published or article_date(document)
        self.names = Names(document, title=article.title)
        self._topic = Topic(document, self.names, article.title, dated=self.dated)
        self.terms = Terms(document, self.names, title=article.title, topic=self.topic, dated=self.today is not None)
        """What the article speaks of that is known everywhere."""
        told = title_event(heading, document, self.names, self.today)
        self._quoted = quoted_offsets((m.start(), m[0]) for m in _PARAGRAPH.finditer(document.text))
        self.references = References(
            document,
            self.names,
            self.topic,
            self.today,
            told=told,
            hero=self.protagonist,
            quoted=self._quoted,
            terms=self.terms,
        )
        self._sole: dict[str, bool] = {}

    @property
    def topic(self) -> Name | None:
        """What the article is about, if that is a name; see `Topic.name`."""
        return self._topic.name

    @property
    def setting(self) -> Name | None:
        """The place that the article is about, where what it tells happens unless it says otherwise."""
        return self._topic.setting

    @property
    def protagonist(self) -> Name | None:
        """The person an article tells about without saying so in its title."""
        return self._topic.protagonist

    @cached_property
    def headline(self) -> str:
        """What may stand before a question that nothing else places; empty when the title is a name or says nothing.

        Nor does a tournament place anything: it holds too much to tell its goals apart. Where the article names one
        person far more often than others, its title may be that of a chapter of a life, so that it must tell of a deed.
        """
        if self.event is not None and self.event.noun in words("tournament"):
            return ""
        tells = self.heading is not None and any(t.upos == "VERB" for s in self.heading.sentences for t in s.tokens)
        if not self.article.title and self.topic is None and self.today is None and self._long:
            return opening_line(self.document, self.names)
        if self.topic is not None and not self._is_report(tells):
            return ""
        return stamped(self.article.title, self.today, deed=tells)

    def _is_report(self, tells: bool) -> bool:
        """Tell whether the title of an article about somebody or some place is a headline all the same."""
        named = self.topic is not None and (self.topic.full in self.names.heading or bool(self.names.bearer))
        return not named and (tells or is_place(self.topic)) and self._topic.defined is None

    @cached_property
    def entry(self) -> str:
        """What an article that reports nothing is an entry about, by its title; empty when no title says so.

        The place of a travel guide is known from its text, whatever the part of the guide is called.
        """
        topic = self.topic
        title = one_line(self.article.title).strip(" .,;:")
        if self.dated or self.headline or self.names.bearer:
            return ""
        if topic is None:
            return title if is_term(title, self.document) else ""
        if topic.kind is Kind.NATIONALITY:
            return ""
        title = _SORT.sub("", title)
        forms = {form.casefold().removeprefix("the ") for form in (topic.full, *topic.forms)}
        if title.casefold().removeprefix("the ") in forms:
            return title
        guide = title or topic is self._topic.defined
        return topic.full if guide and is_place(topic) and not tells_of_somebody(self.document, topic.count) else ""

    @cached_property
    def nameless(self) -> bool:
        """Tell whether a text is a report without a title; what explains what it opens with is an entry."""
        if self.article.title or self.entry or self.event is not None or not self._long:
            return False
        first = self.document.sentences[0].text.strip(" .,;:")
        opening = None if first.isupper() else self.names.by_form(first)  # no dateline
        return self.topic is None or not (self.names.bearer or self.topic in {opening, self._topic.defined})

    @property
    def caption(self) -> str:
        """What may stand before a question that nothing else places: the headline, else what the article is about."""
        return self.headline or self.entry

    @cached_property
    def reports(self) -> bool:
        """Whether the text tells more than once what somebody said, as news do."""
        said = [
            t for s in self.sentences for t in s.tokens if t.upos == "VERB" and t.lemma.lower() in words("reporting")
        ]
        return len(said) > 1

    @cached_property
    def told(self) -> frozenset[str]:
        """The nouns of which the caption says which are meant."""
        if not self.headline and self.topic is not None and self.topic.kind is Kind.PERSON:
            return frozenset()  # a life holds too many brothers, schools and letters
        found = told_nouns(self.document, self.heading)
        return found if self.headline else frozenset(noun for noun in found if self.is_sole(noun))

    @cached_property
    def _lead_facts(self) -> frozenset[int]:
        return told_again(self.document, self.heading)

    def tells_headline(self, sentence: Sentence) -> bool:
        """Tell whether a sentence of the lead says in full what the headline says."""
        return id(sentence) in self._lead_facts

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the running text: headings, captions without a verb and datelines are left out."""
        return tuple(s for s in self.document.sentences if _ends(s))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses of the running text, in order."""
        return tuple(clause for found in self._clauses.values() for clause in found)

    @cached_property
    def _clauses(self) -> dict[int, tuple[Clause, ...]]:
        return {id(s): tuple(map(self._placed, find_clauses(s, quoted=self._quoted))) for s in self.sentences}

    def clauses_of(self, sentence: Sentence) -> tuple[Clause, ...]:
        """Return the clauses of one sentence, in order."""
        return self._clauses.get(id(sentence), ())

    def _placed(self, clause: Clause) -> Clause:
        sentence = clause.sentence
        where = self.names.index(sentence)
        before = self.document.sentences[where - 1] if where else None
        near = before if before is not None and before.paragraph == sentence.paragraph else None
        return arrived(clause, self.names, near, lambda unit: self.date_in(sentence, unit.tokens) is not None)

    @cached_property
    def descriptions(self) -> tuple[Description, ...]:
        """What the running text says its names are."""
        return tuple(find_descriptions(self))

    @cached_property
    def lead(self) -> int:
        """The number of the paragraph that opens the running text, where news stands."""
        return self.clauses[0].sentence.paragraph if self.clauses else 0

    def recalls(self, sentence: Sentence) -> bool:
        """Tell whether a sentence or the three before it speak of another month than the article's own."""
        where = self.names.index(sentence)
        own = (self.today.year, self.today.month) if self.today is not None else None
        whens = (w for s in self.document.sentences[max(0, where - 3) : where + 1] for w in self.references.dates(s))
        return any((w.year, w.month) != own or w.grain not in {Grain.DAY, Grain.MONTH} for w in whens if w.known)

    def year_of(self, sentence: Sentence) -> int | None:
        """Return the year that a sentence gives, when it gives one and that is not the article's own."""
        years = {w.year for w in self.references.dates(sentence) if w.known and not w.relative}
        own = self.today.year if self.today is not None else None
        return next(iter(years)) if len(years) == 1 and own not in years else None

    @property
    def event(self) -> EventLabel | None:
        """The event the article is about: the title's, else the only one that the text introduces."""
        events = self.references.events
        if events and events[0].sentence < 0:
            return events[0]
        return events[0] if len(events) == 1 else None

    def is_sole(self, noun: str) -> bool:
        """Tell whether the article speaks of one thing only that is a ``noun``, so that "the ``noun``" is that one."""
        if noun not in self._sole:
            self._sole[noun] = is_sole(self.document, noun)
        return self._sole[noun]

    def event_at(self, sentence: Sentence) -> EventLabel | None:
        """Return the match that a sentence of a report of several tells about, else the event of the whole article."""
        return self.references.matches.get(self.names.index(sentence)) or self.event

    def subject_at(self, sentence: Sentence) -> Name | None:
        """Return what a sentence is about when it does not say so: the entry it stands in, else the article's topic."""
        return self.references.entry_of(sentence) or self.topic

    def is_quoted(self, token: Token) -> bool:
        """Tell whether a word stands inside quotation marks."""
        return token.start in self._quoted

    def writer(self, sentence: Sentence, *, hidden: str = "") -> Writer:
        """Return a writer for one question about ``sentence`` whose answer is the name ``hidden``, if any."""
        return Writer(names=self.names, sentence=sentence, references=self.references.of(sentence), hidden=hidden)

    def referent(self, sentence: Sentence, token: Token) -> Name | None:
        """Return the name that a pronoun or a definite beginning at ``token`` stands for."""
        reference = self.references.of(sentence).get(token.index)
        return reference.name if reference is not None else None

    def noun_of(self, name: Name) -> str:
        """Return what to ask for a name with: "which film"; empty when neither name nor article say what it is."""
        said = name.noun or self.references.noun_of(name) or self._class_nouns.get(name.full, "")
        return said or ("team" if name.full in self._teams else "")

    def is_person(self, name: Name) -> bool:
        """Tell whether a name is a person's, unless the article calls it a thing: "the ferry Kestrel"."""
        return name.kind is Kind.PERSON and name.full not in self._class_nouns

    @property
    def plays(self) -> bool:
        """Tell whether the article is about somebody's life in sport."""
        return self.topic is not None and self.topic.kind is Kind.PERSON and bool(self._teams)

    @cached_property
    def _teams(self) -> frozenset[str]:
        return find_teams(self.document, self.names)

    @cached_property
    def _class_nouns(self) -> dict[str, str]:
        return learn(self.document, self.names)

    def acts(self, name: Name) -> bool:
        """Tell whether a person is one beyond doubt: he or she does something, or the text says which of the two."""
        return name.full in self._actors or bool(self.references.gender_of(name))

    @cached_property
    def _actors(self) -> frozenset[str]:
        return actors(self.document, self.names)

    def speaks(self, name: Name) -> bool:
        """Tell whether a name is somewhere the subject of a reporting verb, which only people and bodies are."""
        return name.full in self._speakers

    @cached_property
    def _speakers(self) -> frozenset[str]:
        return speakers(self.document, self.names)

    def is_general(self, clause: Clause) -> bool:
        """Tell whether a clause states what holds at all times, so that it needs no date and no name."""
        meant = self.references.of(clause.sentence).get(clause.subject.top.index)
        dated = (self.date_in(clause.sentence, unit.tokens) is not None for unit in clause.units)
        return self.terms.holds_always(clause, meant) and not any(dated)

    def text(self, sentence: Sentence, pieces: Sequence[Piece]) -> str:
        """Return the text of ``pieces`` with names in full."""
        return self.writer(sentence).write(pieces)

    def name_of(self, sentence: Sentence, tokens: Iterable[Token]) -> Name | None:
        """Return the name that ``tokens`` consist of, articles aside."""
        solid = [t for t in tokens if t.text.lower() not in {"the", "a", "an"}]
        if not solid:
            return None
        mention = self.names.mention_at(sentence, solid[0])
        if mention is None or [t.index for t in solid] != list(range(mention.start, mention.end)):
            return None
        return self.names.by_form(mention.text)

    def date_in(self, sentence: Sentence, tokens: Iterable[Token]) -> When | None:
        """Return the first date that stands wholly inside ``tokens``."""
        inside = {t.index for t in tokens}
        for when in self.references.dates(sentence):
            words_ = set(range(when.start, when.end)) - _marks(sentence)
            if words_ and words_ <= inside:
                return when
        return None


def _ends(sentence: Sentence) -> bool:
    """Tell whether a sentence ends like one; the stop of "in Washington D.C." may be its full stop too."""
    last = sentence.tokens[-1].text
    return last in {".", "!", '"', "”", "'", "’", ")", ":"} or closes(sentence)


def _marks(sentence: Sentence) -> set[int]:
    return {t.index for t in sentence.tokens if t.text == ","}

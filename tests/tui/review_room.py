"""An article of four sentences, with cards, and drops with and without a question."""

from quiz.generate.facts import Drop, Generated, Origin
from quiz.model.deck import Basic, Deck, DeckId, NoteId

SENTENCES = (
    "The harbour of Lorne was opened by Ann Marlowe in 1931.",
    "It was a grey day.",
    "It is run by Oslo, Bergen and Moss.",
    "Ferries go to Peru.",
)


def _note(name: str, place: int, prompt: str, answer: str, *wrong: str) -> Basic:
    evidence = SENTENCES[place]
    return Basic(id=NoteId(name), prompt=prompt, answer=answer, distractors=wrong, evidence=evidence, rule="subject")


def _origin(place: int, answer: str = "", cloze: str = "") -> Origin:
    start = SENTENCES[place].find(answer) if answer else -1
    marks = ((start, start + len(answer)),) if start >= 0 else ()
    return Origin(sentence=place, why="who or what did something", marks=marks, cloze=cloze)


WHO = _note("who", 0, "Who opened the harbour of Lorne?", "Ann Marlowe", "Bea Hill", "Cid Moor")
YEAR = _note("year", 0, "In which year was the harbour of Lorne opened?", "1931")
RUN = _note("run", 2, "Which towns run the harbour of Lorne?", "Oslo, Bergen and Moss")
FERRY = _note("ferry", 3, "Where do ferries go from Lorne?", "Peru")
STATEMENT = "The harbour of Lorne was opened by {{c1::Ann Marlowe::person}} in 1931."
MADE = Generated(
    deck=Deck(id=DeckId("lorne"), title="Lorne", notes=(WHO, RUN)),
    sentences=SENTENCES,
    origins={NoteId("who"): _origin(0, "Ann Marlowe", STATEMENT), NoteId("run"): _origin(2, "Oslo, Bergen and Moss")},
    drops=(
        Drop(rule="subject", text=SENTENCES[1], reason="the day is grey", evidence=SENTENCES[1], origin=_origin(1)),
        Drop(
            rule="date", text=YEAR.prompt, reason="the deck is full", evidence=SENTENCES[0], note=YEAR,
            origin=_origin(0, "1931"),
        ),
        Drop(rule="object", text=SENTENCES[0], reason="too little is said", evidence=SENTENCES[0], origin=_origin(0)),
        Drop(rule="dated", text=SENTENCES[0], reason="too much is said", evidence=SENTENCES[0], origin=_origin(0)),
        Drop(rule="odd", text="Nowhere to be found", reason="it is odd"),
    ),
)  # fmt: skip

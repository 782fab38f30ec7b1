"""Making a deck again: what follows the article, what stays, and what stays away."""

from dataclasses import replace

from quiz.formats.merge import EVIDENCE_GONE, Merged, merge
from quiz.model.deck import Basic, Cloze, Deck, DeckId, Note, NoteId, Source, Support, trace_of
from quiz.model.trace import plain

OPENED = "The Lindwurm Bridge was opened by Mayor Ada Holm in May 1931 after four years of work."
LENGTH = "It is 240 metres long and carries two railway tracks across the Orle."
PAINT = "Its paint was mixed by the chemist Paul Verne in a disused brewery."


def card(name: str, prompt: str, answer: str, evidence: str, **more: object) -> Basic:
    return Basic(id=NoteId(name), prompt=prompt, answer=answer, evidence=evidence, rule="r", **more)  # type: ignore[arg-type]


WHO = card("who", "Who opened the Lindwurm Bridge in May 1931?", "Ada Holm", OPENED)
LONG = card("long", "How long is the Lindwurm Bridge?", "240 metres", LENGTH, distractors=("250 metres",))
MIXED = card("mixed", "Who mixed the paint of the Lindwurm Bridge?", "Paul Verne", PAINT)


def deck(*notes: Note, sha: str = "1") -> Deck:
    traces = tuple(trace for note in notes if (trace := trace_of(note)))
    source = Source(title="A bridge", path="bridge.txt", sha256=sha)
    return Deck(id=DeckId("bridge"), title="A bridge", notes=notes, source=source, written=traces)


def remade(old: Deck, *notes: Note, sentences: tuple[str, ...] = (OPENED, LENGTH, PAINT)) -> Merged:
    """Merge, and see that merging the same once more changes nothing."""
    new = deck(*notes, sha="2")
    spoken = [plain(sentence) for sentence in sentences]
    merged = merge(old, new, sentences=spoken)
    again = merge(merged.deck, new, sentences=spoken)
    assert again.deck == merged.deck
    assert (again.added, again.updated, again.marked, again.restored) == ((), 0, 0, 0)
    return merged


def test_the_same_again_changes_nothing_but_the_digest() -> None:
    old = deck(WHO, LONG)
    merged = remade(old, WHO, LONG)
    assert merged.deck.notes == old.notes
    assert merged.deck.source is not None
    assert merged.deck.source.sha256 == "2"


def test_a_card_as_it_was_written_follows_its_article_under_its_id() -> None:
    revised = OPENED.replace("four", "five")
    now = card("other", "By whom was the Lindwurm Bridge opened in May 1931?", "Ada Holm", revised)
    merged = remade(deck(WHO, LONG), now, LONG, sentences=(revised, LENGTH))
    assert merged.deck.notes == (replace(now, id=NoteId("who")), LONG)
    assert (merged.updated, merged.added) == (1, ())


def test_another_answer_to_the_same_question_follows_too() -> None:
    revised = LENGTH.replace("240", "245")
    now = replace(LONG, id=NoteId("x"), answer="245 metres", evidence=revised)
    assert remade(deck(LONG), now, sentences=(revised,)).deck.notes == (replace(now, id=NoteId("long")),)


def test_other_wrong_options_are_taken_over() -> None:
    now = replace(LONG, distractors=("260 metres",))
    assert remade(deck(LONG), now).deck.notes == (now,)


def test_what_a_hand_changed_stays() -> None:
    old = deck(WHO, LONG, MIXED)
    mine = (
        replace(WHO, prompt="Which mayor opened it?"),
        replace(LONG, accept=("240 m",)),
        replace(MIXED, tags=("hard",)),
    )
    now = (
        replace(WHO, prompt="Who opened the bridge?"),
        replace(LONG, distractors=()),
        replace(MIXED, prompt="Who mixed its paint?"),
    )
    merged = remade(replace(old, notes=mine), *now)
    assert merged.deck.notes == (*mine[:2], replace(now[2], tags=("hard",)))
    assert (merged.edited, merged.updated) == (2, 1)


def test_a_card_without_a_trace_counts_as_changed_by_hand() -> None:
    old = replace(deck(WHO), written=())
    merged = remade(old, replace(WHO, prompt="Who opened the bridge?"))
    assert merged.deck.notes == (WHO,)
    assert merged.edited == 1


def test_cards_of_ones_own_are_never_touched() -> None:
    own = Basic(id=NoteId("own"), prompt="Is it blue?", answer="Yes")
    merged = remade(replace(deck(WHO), notes=(own, WHO)), WHO)
    assert merged.deck.notes == (own, WHO)
    assert merged.edited == 0


def test_a_card_whose_evidence_is_gone_is_marked_until_it_comes_back() -> None:
    gone = remade(deck(WHO, MIXED), WHO, sentences=(OPENED, LENGTH))
    assert [note.tags for note in gone.deck.notes] == [(), (EVIDENCE_GONE,)]
    assert gone.marked == 1
    back = remade(gone.deck, WHO, MIXED)
    assert [note.tags for note in back.deck.notes] == [(), ()]
    assert back.restored == 1


def test_a_card_that_spells_out_what_its_sentence_shortens_is_not_marked_when_the_sentence_grows() -> None:
    opened = "Holm opened it in May 1931."
    long = card("who", "Who opened the Lindwurm Bridge in May 1931?", "Ada Holm", opened)
    merged = remade(deck(long), sentences=("Holm opened it in May 1931 with a silver axe.",))
    assert merged.marked == 0


def test_a_card_that_was_only_not_made_again_is_not_marked() -> None:
    merged = remade(deck(WHO, MIXED), WHO)
    assert merged.deck.notes == (WHO, MIXED)
    unsure = merge(deck(WHO, MIXED), deck(WHO))
    assert unsure.marked == 0


def test_a_deleted_card_stays_away() -> None:
    old = deck(WHO, LONG)
    merged = remade(replace(old, notes=(LONG,)), WHO, LONG, MIXED)
    assert merged.deck.notes == (LONG, MIXED)
    assert merged.refused == (WHO,)
    assert merged.deck.rejected == ("who",)
    revised = replace(WHO, id=NoteId("v"), evidence=OPENED.replace("four", "five"), prompt="Who opened the bridge?")
    assert remade(merged.deck, revised, LONG, MIXED).deck.notes == (LONG, MIXED)


def test_a_deleted_card_is_known_by_its_question_when_its_sentence_was_revised() -> None:
    old = replace(deck(WHO, LONG), notes=(LONG,))
    revised = replace(WHO, id=NoteId("v"), evidence="In May 1931 Ada Holm opened it.")
    assert remade(old, revised, LONG).deck.notes == (LONG,)


def test_a_refused_card_stays_away_until_it_is_wanted_again() -> None:
    refused = merge(deck(LONG), deck(LONG), rejected=(WHO,)).deck
    assert refused.rejected == ("who",)
    revised = replace(WHO, id=NoteId("v"), evidence=OPENED.replace("four", "five"), rule="other")
    merged = remade(refused, revised, LONG)
    assert merged.deck.notes == (LONG,)
    assert merged.refused == (revised,)
    wanted = merge(refused, deck(revised, LONG), rescued={NoteId("v")})
    assert wanted.deck.notes == (LONG, revised)
    assert wanted.deck.rejected == ()


def test_two_cards_of_one_sentence_are_not_mixed_up() -> None:
    when = card("when", "In which month was the Lindwurm Bridge opened by Ada Holm?", "May 1931", OPENED)
    revised = OPENED.replace("four", "five")
    now = (replace(when, id=NoteId("a"), evidence=revised), replace(WHO, id=NoteId("b"), evidence=revised))
    merged = remade(deck(WHO, when), *now, sentences=(revised,))
    assert merged.deck.notes == (replace(WHO, evidence=revised), replace(when, evidence=revised))


def test_sentences_of_one_mould_are_not_taken_for_one_another() -> None:
    mill, barn = (
        card(
            name,
            f"Who built the {name} in 1912?",
            "Ida Kern",
            f"The {name} on the shore was built by Ida Kern in 1912.",
        )
        for name in ("mill", "barn")
    )
    merged = remade(deck(mill), barn, sentences=(barn.evidence,))
    assert merged.deck.notes == (replace(mill, tags=(EVIDENCE_GONE,)), barn)


def test_two_short_ids_that_meet_by_chance_are_told_apart() -> None:
    other = replace(MIXED, id=WHO.id)
    assert [note.id for note in remade(deck(WHO), WHO, LONG).deck.notes] == ["who", "long"]
    merged = remade(deck(WHO), other)
    assert merged.deck.notes == (WHO, replace(other, id=NoteId("who-2")))
    assert len({trace.id for trace in merged.deck.written}) == 2


def test_holes_keep_their_histories() -> None:
    hole = Cloze(id=NoteId("c"), prompt="It was opened by {{c1::Ada Holm}}.", evidence=OPENED, rule="cloze")
    assert remade(deck(hole), replace(WHO, id=NoteId("q"))).deck.notes == (hole,)


def test_further_sources_stay_with_a_card_that_follows_its_article() -> None:
    more = Support(title="Elsewhere", path="other.txt", evidence="Mayor Holm opened it.")
    held = replace(deck(WHO), notes=(replace(WHO, also=(more,)),))
    now = replace(WHO, prompt="Who opened the bridge?")
    assert remade(held, now).deck.notes == (replace(now, also=(more,)),)

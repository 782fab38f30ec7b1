"""Asks the real Anki engine, in a process of its own: reads one JSON request, writes one JSON answer.

A process of its own because the engine reads ``ANKI_TEST_MODE``, which turns its fuzz off, once and for all. It also
puts the engine's clock back in the two hours before the rollover (rslib/src/timestamp.rs), so the engine and its
tests live in a zone where it is about noon.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

DAY = 86_400
_EAST = 12 - datetime.now(UTC).hour
NOON_ZONE = timezone(timedelta(hours=_EAST))
_FIRST_CARD = 1_700_000_000_000


def ask(request: dict, *, fuzz: bool = False) -> list:
    """Run this file with a request and return the engine's answer."""
    environment = {name: value for name, value in os.environ.items() if name != "ANKI_TEST_MODE"}
    environment["TZ"] = f"NOON{-_EAST:+d}"
    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(request),
        env=environment if fuzz else {**environment, "ANKI_TEST_MODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def main() -> None:
    request = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        col, cids = _collection(Path(folder) / "engine.anki2", request)
        jobs = {
            "memory": _memory, "states": _states, "walk": _walk, "fit": _fit, "move": _move, "leech": _leech,
            "graphs": _graphs,
        }  # fmt: skip
        answer = jobs[request["command"]](col, cids, request)
        col.close()
    json.dump(answer, sys.stdout)


def _collection(path: Path, request: dict):
    from anki.collection import AddNoteRequest, Collection
    from anki.decks import UpdateDeckConfigs

    col = Collection(str(path))
    col.crt = col.crt - 8000 * DAY  # room for long histories
    col.close()
    col = Collection(str(path))
    deck, kind = col.decks.id("A"), col.models.by_name("Basic")
    notes = []
    for index in range(len(request["cards"])):
        note = col.new_note(kind)
        note.fields = [str(index), "x"]
        notes.append(AddNoteRequest(note, deck))
    col.add_notes(notes)
    update = UpdateDeckConfigs(target_deck_id=deck, fsrs=True)
    config = col.decks.get_deck_configs_for_update(deck).all_config[0].config
    config.config.fsrs_params_6.extend(request["parameters"])
    config.config.desired_retention = request.get("retention", 0.9)
    config.config.maximum_review_interval = request.get("maximum", 36_500)
    for name in ("learn_steps", "relearn_steps"):
        if name in request:
            steps = getattr(config.config, name)
            del steps[:]
            steps.extend(seconds / 60 for seconds in request[name])
    update.configs.append(config)
    col.decks.update_deck_configs(update)
    # Anki draws its fuzz from the id of a card, which is the moment it was added: the same draws in every run.
    col.db.execute("update cards set id = id - (select min(id) from cards) + ?", _FIRST_CARD)
    return col, col.db.list("select id from cards order by id")


def _memory(col, cids, request) -> list:
    """Stability and difficulty after histories of (rating, days since the last answer)."""
    start = (col.sched.day_cutoff - DAY) * 1000 + 6 * 3_600_000
    rows, serial = [], 0
    for cid, history in zip(cids, request["cards"], strict=True):
        day = -sum(days for _, days in history) - 1
        for index, (rating, days) in enumerate(history):
            day += days
            serial += 1  # ids are milliseconds and must differ; the answers of a day are a minute apart
            at = start + day * DAY * 1000 + index * 60_000 + serial % 50_000
            rows.append((at, cid, -1, rating, 1, 1, 2500, 1000, min(index, 1)))
    col.db.transact(
        lambda: (
            col.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", rows),
            col.db.execute("update cards set type=2, queue=2, due=9000, ivl=10, factor=2500, reps=5"),
        )
    )
    states = map(col.compute_memory_state, cids)
    return [(state.stability, state.difficulty) for state in states]


def _put(col, cids, cards) -> None:
    """Give the cards the states of a request; ``last`` is when they were answered last, in seconds."""
    kinds = {"new": (0, 0), "learning": (1, 1), "review": (2, 2), "relearning": (3, 1)}
    rows = []
    for cid, card in zip(cids, cards, strict=True):
        kind, queue = kinds[card["phase"]]
        data = {}
        if kind:
            data = {"s": card["s"], "d": card["d"], "dr": 0.9, "decay": 0.1542, "lrt": card["last"]}
        rows.append(
            (kind, queue, 0, card.get("interval", 0), card.get("reps", 0), card.get("left", 0), json.dumps(data), cid)
        )
    col.db.transact(
        lambda: col.db.executemany(
            "update cards set type=?, queue=?, due=?, ivl=?, reps=?, left=?, data=?, factor=2500 where id=?", rows
        )
    )


def _shown(state) -> dict:
    """What a button promises: a phase, days or seconds, and the memory."""
    normal = state.normal
    which = normal.WhichOneof("kind")
    if which == "review":
        memory, wait = normal.review.memory_state, {"days": normal.review.scheduled_days}
    else:
        learning = normal.learning if which == "learning" else normal.relearning.learning
        memory = learning.memory_state
        wait = {"seconds": learning.scheduled_secs, "left": learning.remaining_steps}
    return {"phase": which, "s": memory.stability, "d": memory.difficulty, **wait}


def _buttons(col, cid) -> list:
    states = col._backend.get_scheduling_states(cid)
    return [_shown(state) for state in (states.again, states.hard, states.good, states.easy)]


def _move(col, cids, request) -> list:
    """Where cards come back after histories of (rating, days) when the deck's options are said to reschedule them.

    Told are the days from the last answer to the day of return, which Anki calls the interval, and those from today.
    """
    from anki.decks import UpdateDeckConfigs

    _memory(col, cids, request)
    deck = col.decks.id("A")
    found = col.decks.get_deck_configs_for_update(deck).all_config
    config = next(each.config for each in found if each.config.config.fsrs_params_6)
    config.config.desired_retention = request["then"]
    update = UpdateDeckConfigs(target_deck_id=deck, fsrs=True, fsrs_reschedule=True)
    update.configs.append(config)
    col.decks.update_deck_configs(update)
    cards = map(col.get_card, cids)
    return [(card.ivl, card.due - col.sched.today) for card in cards]


def _leech(col, cids, request) -> list:
    """For each number of lapses, whether one lapse more makes or shows a leech; the deck's threshold is given."""
    from anki.decks import UpdateDeckConfigs

    deck = col.decks.id("A")
    update = UpdateDeckConfigs(target_deck_id=deck, fsrs=True)
    config = next(
        each.config
        for each in col.decks.get_deck_configs_for_update(deck).all_config
        if each.config.config.fsrs_params_6
    )
    config.config.leech_threshold = request["threshold"]
    update.configs.append(config)
    col.decks.update_deck_configs(update)
    last = col.sched.day_cutoff - 10 * DAY
    cards = [{"phase": "review", "s": 9.0, "d": 5.0, "last": last, "interval": 9, "reps": 60} for _ in cids]
    _put(col, cids, cards)
    for cid, lapses in zip(cids, request["cards"], strict=True):
        col.db.execute("update cards set lapses=? where id=?", lapses, cid)
    return [col._backend.get_scheduling_states(cid).again.normal.relearning.review.leeched for cid in cids]


def _states(col, cids, request) -> list:
    """The four buttons of each card, its memory as the engine keeps it, and one interval fuzzed by its draw."""
    _put(col, cids, request["cards"])
    shown = [_buttons(col, cid) for cid in cids]
    memory = [col.get_card(cid).memory_state for cid in cids]
    # The engine tells the fuzz of the answer before; one more repetition makes that the answer to come.
    col.db.execute("update cards set reps = reps + 1")
    probe = request.get("probe", 0)
    moved = [probe + col._backend.fuzz_delta(card_id=cid, interval=probe) if probe else 0 for cid in cids]
    kept = [(state.stability, state.difficulty) if state else None for state in memory]
    return [list(entry) for entry in zip(shown, kept, moved, strict=True)]


def _fit(col, cids, request) -> list:
    """What the optimiser finds from a log of (millisecond, study day, rating, kind), after the number of its items."""
    # The last day becomes yesterday, so that days end where the engine ends them.
    last = max(day for card in request["cards"] for _, day, *_ in card)
    shift = (col.sched.day_cutoff - DAY) * 1000 - (last * DAY + 4 * 3_600) * 1000 - DAY * 1000
    rows, seen = [], set()
    for cid, card in zip(cids, request["cards"], strict=True):
        for at, _, rating, kind in card:
            name = at + shift
            while name in seen:
                name += 1
            seen.add(name)
            factor = 0 if kind == 3 else 2500
            rows.append((name, cid, 0, rating, 1, 1, factor, 1000, kind))
    col.db.transact(lambda: col.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", rows))
    found = col._backend.compute_fsrs_params(
        search="deck:A",
        current_params=request["parameters"],
        ignore_revlogs_before_ms=0,
        num_of_relearning_steps=request["steps"],
        health_check=False,
    )
    return [found.fsrs_items, *found.params]


def _graphs(col, cids, request) -> list:
    """What the graphs show of a log and of cards as they stand; see `tests/unit/test_progress_anki.py`."""
    from google.protobuf.json_format import MessageToDict

    today = col.sched.today
    rows, used = [], set()
    for card in request["cards"]:
        for name, *row in card["log"]:
            at = next(at for at in count(name) if at not in used)
            used.add(at)
            rows.append((at, card["id"], -1, *row))
    cards = [
        (card["type"], card["queue"], today + card["due"] if card["queue"] != 1 else card["due"], card["interval"],
         card["reps"], card["lapses"], card["data"], card["id"], cid)
        for card, cid in zip(request["cards"], cids, strict=True)
    ]  # fmt: skip

    def write() -> None:
        col.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", rows)
        sql = "update cards set type=?, queue=?, due=?, ivl=?, reps=?, lapses=?, data=?, factor=2500, id=? where id=?"
        col.db.executemany(sql, cards)

    col.db.transact(write)
    graphs = [col._backend.graphs(search=search, days=0) for search in request["searches"]]
    return [col.sched.day_cutoff, *(MessageToDict(each, always_print_fields_with_no_presence=True) for each in graphs)]


def _walk(col, cids, request) -> list:
    """Answer each card again and again, letting days pass, and tell what was stored after each answer."""
    from anki.scheduler.v3 import CardAnswer

    ratings = (CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.EASY)
    told = []
    for cid, answers in zip(cids, request["cards"], strict=True):
        steps = []
        for rating, days in answers:
            _let_pass(col, cid, days)
            states = col._backend.get_scheduling_states(cid)
            buttons = (states.again, states.hard, states.good, states.easy)
            now = time.time()
            col._backend.answer_card(
                CardAnswer(
                    card_id=cid,
                    current_state=states.current,
                    new_state=buttons[rating - 1],
                    rating=ratings[rating - 1],
                    answered_at_millis=int(now * 1000),
                    milliseconds_taken=1000,
                )
            )
            card = col.get_card(cid)
            today = col.sched.today
            steps.append(
                {
                    "shown": [_shown(state) for state in buttons],
                    "at": now,
                    "phase": ("new", "learning", "review", "relearning")[card.type],
                    "seconds": card.due - now if card.queue == 1 else None,
                    "days": card.due - today if card.queue != 1 else None,
                    "s": card.memory_state.stability,
                    "d": card.memory_state.difficulty,
                    "reps": card.reps,
                    "lapses": card.lapses,
                }
            )
        told.append(steps)
    return told


def _let_pass(col, cid, days: int) -> None:
    """Move what a card knows of its past back by some days."""
    data = json.loads(col.db.scalar("select data from cards where id=?", cid) or "{}")
    if days and "lrt" in data:
        data["lrt"] -= days * DAY
        col.db.execute("update cards set data=? where id=?", json.dumps(data), cid)


if __name__ == "__main__":
    main()

-- No two cards have one id: an index with a name says so, which can be made behind a hundred thousand new cards. The
-- one that a table has by its own must be kept with each of them.

CREATE TABLE card_2 (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,
    deck       INTEGER REFERENCES deck (key),    -- NULL: no file has the card any more
    place      INTEGER NOT NULL DEFAULT 0,       -- in the file

    phase      TEXT CHECK (phase IN ('learning', 'review', 'relearning')),  -- NULL, with all of its group: new
    step       INTEGER,
    stability  REAL,
    difficulty REAL,
    due_day    INTEGER,
    due_at     INTEGER,
    last_at    INTEGER,
    last_day   INTEGER,
    reps       INTEGER,
    lapses     INTEGER,

    suspended  INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
    buried_day INTEGER,                          -- not asked on this study day
    marked     INTEGER NOT NULL DEFAULT 0 CHECK (marked IN (0, 1)),
    added_day  INTEGER,                          -- NULL: before this was kept

    CHECK ((phase IS NULL) = (due_day IS NULL))
) STRICT;

INSERT INTO card_2 SELECT key, id, deck, place, phase, step, stability, difficulty, due_day, due_at, last_at, last_day,
    reps, lapses, suspended, buried_day, marked, added_day FROM card;
DROP TABLE card;
ALTER TABLE card_2 RENAME TO card;

CREATE UNIQUE INDEX card_id ON card (id);
CREATE INDEX card_marked ON card (id) WHERE marked = 1;

-- The index that counting and gathering read alone holds the names of cards, too, so that a queue of many thousand is
-- lined up without a look at each of them.
CREATE INDEX card_due ON card (deck, suspended, phase, due_day, place, buried_day, last_day, stability, id);

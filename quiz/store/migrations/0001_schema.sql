-- The log. Rows are only ever added: two learners' machines can be joined by the union of their rows.

CREATE TABLE review (
    id          TEXT PRIMARY KEY,                -- UUIDv7, so that rows lie in the order of time
    card        INTEGER NOT NULL REFERENCES card (key),
    at          INTEGER NOT NULL,                -- UTC, milliseconds
    day         INTEGER NOT NULL,                -- study day
    rating      INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    kind        TEXT NOT NULL CHECK (kind IN ('learn', 'review', 'relearn', 'cram')),
    verdict     TEXT NOT NULL,
    typed       TEXT,                            -- NULL: the answer was only shown
    duration_ms INTEGER NOT NULL,
    device      TEXT NOT NULL,

    before_phase      TEXT,                      -- NULL, with all of its group: the card was new
    before_step       INTEGER,
    before_stability  REAL,
    before_difficulty REAL,
    before_due_day    INTEGER,
    before_due_at     INTEGER,
    before_last_at    INTEGER,
    before_last_day   INTEGER,
    before_reps       INTEGER,
    before_lapses     INTEGER,

    after_phase       TEXT NOT NULL,
    after_step        INTEGER NOT NULL,
    after_stability   REAL NOT NULL,
    after_difficulty  REAL NOT NULL,
    after_due_day     INTEGER NOT NULL,
    after_due_at      INTEGER,                   -- NULL: due on the whole day
    after_last_at     INTEGER NOT NULL,
    after_last_day    INTEGER NOT NULL,
    after_reps        INTEGER NOT NULL,
    after_lapses      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX review_card ON review (card, at);
CREATE INDEX review_day ON review (day, kind, before_phase, card);

CREATE TABLE action (
    id     TEXT PRIMARY KEY,
    card   INTEGER NOT NULL REFERENCES card (key),
    at     INTEGER NOT NULL,
    day    INTEGER NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('suspend', 'unsuspend', 'bury', 'unbury', 'mark', 'unmark')),
    device TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX action_card ON action (card, at);

-- Takes back a review or an action. The target may be a row that has not arrived yet from another machine.
CREATE TABLE retraction (
    id     TEXT PRIMARY KEY,
    target TEXT NOT NULL,
    at     INTEGER NOT NULL,
    device TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX retraction_target ON retraction (target);

CREATE TRIGGER review_stays BEFORE UPDATE ON review BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER review_remains BEFORE DELETE ON review BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER action_stays BEFORE UPDATE ON action BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER action_remains BEFORE DELETE ON action BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER retraction_stays BEFORE UPDATE ON retraction BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER retraction_remains BEFORE DELETE ON retraction BEGIN SELECT raise(ABORT, 'the log only grows'); END;

-- What can be made anew: the deck tables from the files, the state of a card from the log.

CREATE TABLE deck (
    key      INTEGER PRIMARY KEY,
    path     BLOB NOT NULL UNIQUE,               -- bytes, because file names need not be text
    id       TEXT NOT NULL,
    title    TEXT NOT NULL,
    size     INTEGER NOT NULL,                   -- of the file when it was read, in bytes; -1: read it again
    mtime_ns INTEGER NOT NULL,
    cards    INTEGER NOT NULL,
    unnamed  INTEGER NOT NULL,                   -- ids the file lacks
    asked    INTEGER NOT NULL,                   -- 0: the file is broken, or another file has the deck's id
    problems TEXT NOT NULL,                      -- one a line
    source   TEXT                                -- JSON
) STRICT;

CREATE TABLE card (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
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

    CHECK ((phase IS NULL) = (due_day IS NULL))
) STRICT;

-- Serves counting and gathering alone, without a look at the table.
CREATE INDEX card_due ON card (deck, suspended, phase, due_day, place, buried_day);

-- Marks are few among many cards, and every session asks for them.
CREATE INDEX card_marked ON card (id) WHERE marked = 1;

CREATE TABLE face (
    card INTEGER PRIMARY KEY REFERENCES card (key) ON DELETE CASCADE,
    text TEXT NOT NULL                           -- JSON: what a session shows and a grader needs
) STRICT;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

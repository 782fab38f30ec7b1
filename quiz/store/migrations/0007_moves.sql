-- A card in review can be moved to another day than its last answer said, as when the parameters are better known.

CREATE TABLE move (
    id      TEXT PRIMARY KEY,                    -- UUIDv7
    card    INTEGER NOT NULL REFERENCES card (key),
    at      INTEGER NOT NULL,                    -- UTC, milliseconds; the same for all that were moved together
    last_at INTEGER NOT NULL,                    -- of the answer whose interval it changes
    due_day INTEGER NOT NULL,
    device  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX move_card ON move (card, last_at);
CREATE INDEX move_at ON move (at);

CREATE TRIGGER move_stays BEFORE UPDATE ON move BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER move_remains BEFORE DELETE ON move BEGIN SELECT raise(ABORT, 'the log only grows'); END;

-- How many cards of each deck have which value, so that statistics do not look at every card. Made anew from the cards
-- that changed whenever they are asked for: `card_counted` has them as they were when they were counted.

CREATE TABLE card_sum (
    deck   INTEGER NOT NULL,                     -- its key; 0: all decks together
    what   TEXT NOT NULL,
    value  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (deck, what, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE card_counted (
    key        INTEGER PRIMARY KEY,
    deck       INTEGER,
    suspended  INTEGER NOT NULL,
    phase      TEXT,
    stability  REAL,
    difficulty REAL,
    due_day    INTEGER,
    last_day   INTEGER,
    added_day  INTEGER
) STRICT;

-- Those that were counted and are another way now. New cards need no note: their keys come after all that were counted.
CREATE TABLE card_changed (
    key INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER card_counts AFTER UPDATE OF deck, suspended, phase, stability, difficulty, due_day, last_day, added_day
ON card BEGIN
    INSERT OR IGNORE INTO card_changed VALUES (old.key);
END;
CREATE TRIGGER card_counts_no_more AFTER DELETE ON card BEGIN
    INSERT OR IGNORE INTO card_changed VALUES (old.key);
END;

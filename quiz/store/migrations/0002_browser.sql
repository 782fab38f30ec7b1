-- A card can be begun anew: its answers before that row stay in the log, and count for its state no more.

CREATE TABLE action_2 (
    id     TEXT PRIMARY KEY,
    card   INTEGER NOT NULL REFERENCES card (key),
    at     INTEGER NOT NULL,
    day    INTEGER NOT NULL,
    kind   TEXT NOT NULL
           CHECK (kind IN ('suspend', 'unsuspend', 'bury', 'unbury', 'mark', 'unmark', 'reset')),
    device TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO action_2 SELECT id, card, at, day, kind, device FROM action;
DROP TABLE action;
ALTER TABLE action_2 RENAME TO action;

CREATE INDEX action_card ON action (card, at);
CREATE INDEX action_reset ON action (card, at, id) WHERE kind = 'reset';

CREATE TRIGGER action_stays BEFORE UPDATE ON action BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER action_remains BEFORE DELETE ON action BEGIN SELECT raise(ABORT, 'the log only grows'); END;

-- What cards are searched by, folded: a narrow table that is read from end to end in some milliseconds.

CREATE TABLE card_text (
    card   INTEGER PRIMARY KEY REFERENCES card (key) ON DELETE CASCADE,
    text   TEXT NOT NULL,                        -- question, answers and evidence
    tags   TEXT NOT NULL,                        -- each between two line ends
    rule   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    source TEXT NOT NULL                         -- of the card alone; that of its deck stands there
) STRICT;

CREATE INDEX card_text_head ON card_text (substr(text, 1, 24));

-- The day on which a card was first seen in a deck file; NULL: before this was kept.
ALTER TABLE card ADD COLUMN added_day INTEGER;

-- All decks are read once more, which fills the table; until then cards have no kind, and are searched as they are.
INSERT INTO card_text SELECT card, lower(text), '', '', '', '' FROM face;
UPDATE deck SET size = -1;

-- What each study day came to, of every deck and of all of them, so that statistics do not read the log. Packed by
-- the statistics, and made anew from the log whenever a day is among those that changed.

CREATE TABLE day_sum (
    deck TEXT NOT NULL,                          -- the id of a deck; empty: of all cards, also those of no deck
    day  INTEGER NOT NULL,                       -- study day
    sums BLOB NOT NULL,
    PRIMARY KEY (deck, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_changed (
    day INTEGER PRIMARY KEY                      -- has answers, or lost one, that its sums do not know of
) STRICT;

CREATE TRIGGER review_counts AFTER INSERT ON review BEGIN
    INSERT OR IGNORE INTO day_changed VALUES (new.day);
END;
CREATE TRIGGER retraction_counts AFTER INSERT ON retraction BEGIN
    INSERT OR IGNORE INTO day_changed SELECT day FROM review WHERE id = new.target;
END;

INSERT INTO day_changed SELECT DISTINCT day FROM review;

-- Wrong answers are few, and statistics group them by what was typed.
CREATE INDEX review_wrong ON review (card, typed) WHERE verdict = 'wrong' AND typed <> '';

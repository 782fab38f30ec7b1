-- What is known of folders that other devices share: how far their files were read, which rows of the log stand in
-- them, and what the decks held when they were last the same on both sides. All of it can be found out anew.

CREATE TABLE shared_folder (
    key  INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE shared_file (
    folder   INTEGER NOT NULL REFERENCES shared_folder (key),
    name     BLOB NOT NULL,
    size     INTEGER NOT NULL,                   -- of the file when it was read, in bytes
    mtime_ns INTEGER NOT NULL,
    done     INTEGER NOT NULL,                   -- where reading goes on
    sum      TEXT NOT NULL,                      -- of the ends of what was read: a replaced file has another one
    version  INTEGER NOT NULL,                   -- of the reader: a newer one may understand more
    PRIMARY KEY (folder, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_row (
    folder INTEGER NOT NULL REFERENCES shared_folder (key),
    id     TEXT NOT NULL,
    PRIMARY KEY (folder, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_deck (
    folder INTEGER NOT NULL REFERENCES shared_folder (key),
    path   TEXT NOT NULL,
    sum    TEXT NOT NULL,                        -- of the file when both sides last had the same
    at     INTEGER NOT NULL,
    PRIMARY KEY (folder, path)
) STRICT, WITHOUT ROWID;

-- What devices tell of decks: who wrote which text, and which were put in a trash.
CREATE TABLE shared_note (
    folder INTEGER NOT NULL REFERENCES shared_folder (key),
    path   TEXT NOT NULL,
    sum    TEXT NOT NULL,
    gone   INTEGER NOT NULL CHECK (gone IN (0, 1)),
    device TEXT NOT NULL,
    PRIMARY KEY (folder, path, sum, gone, device)
) STRICT, WITHOUT ROWID;

-- Making the decks of ten thousand articles looks for the decks of one name each time.

CREATE INDEX deck_id ON deck (id);

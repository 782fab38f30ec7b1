-- The index that counting and gathering read alone also holds the names of cards, so that a queue of many thousand is
-- lined up without a look at each of them.

DROP INDEX card_due;

CREATE INDEX card_due ON card (deck, suspended, phase, due_day, place, buried_day, last_day, stability, id);

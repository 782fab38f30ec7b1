-- The index that counting and gathering read alone also holds what tells how endangered a card is, so that the most
-- endangered of many thousand due cards are found without a look at each of them.

DROP INDEX card_due;

CREATE INDEX card_due ON card (deck, suspended, phase, due_day, place, buried_day, last_day, stability);

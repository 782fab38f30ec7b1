-- What a deck file held when it was read: one that was only touched, copied or checked out anew is not read again.

ALTER TABLE deck ADD COLUMN sum TEXT NOT NULL DEFAULT '';

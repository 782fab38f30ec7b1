"""When a card comes back. Pure: time is an argument, nothing is read or written, chance is a hash."""

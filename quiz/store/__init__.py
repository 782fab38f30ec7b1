"""The database: the log of answers, the state of every card, and what is known of the deck files."""

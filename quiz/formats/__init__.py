"""Decks as files: reading, writing and editing them."""

"""Deck files, format 1: one UTF-8 TOML file that a person can write by hand and read in a diff.

Reading is forgiving card by card: what is wrong with one is reported, and the others are used. Changes to a file
touch only the cards they are about; comments, order and layout of everything else stay byte for byte.
"""

from quiz.formats.bulk import change_notes, take_back_notes
from quiz.formats.change import add_note, change_deck
from quiz.formats.edit import add_support, edit_note, give_ids, remove_note, set_title, take_back, write_deck
from quiz.formats.ids import with_ids
from quiz.formats.parse import DeckFile, Problem, parse_deck, read_deck
from quiz.formats.toml_text import dump_deck

__all__ = [
    "DeckFile",
    "Problem",
    "add_note",
    "add_support",
    "change_deck",
    "change_notes",
    "dump_deck",
    "edit_note",
    "give_ids",
    "parse_deck",
    "read_deck",
    "remove_note",
    "set_title",
    "take_back",
    "take_back_notes",
    "with_ids",
    "write_deck",
]

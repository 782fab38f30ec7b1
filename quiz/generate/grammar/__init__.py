"""What a sentence says, taken apart: clauses and their units, from the tree."""

"""From a clause to a question that a stranger understands."""

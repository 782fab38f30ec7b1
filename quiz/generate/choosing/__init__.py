"""Which questions become cards: gates, rank, accepted forms, wrong options."""

"""Who and what an article names, and of which sort each is."""

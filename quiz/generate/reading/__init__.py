"""What the words of an article mean: references, its event and topic, what it says its names are."""

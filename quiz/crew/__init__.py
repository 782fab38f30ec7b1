"""Making the decks of many articles at once, in processes on this machine or on a cluster."""

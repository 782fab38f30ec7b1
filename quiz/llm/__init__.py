"""Asks a language model on an OpenAI-compatible server for questions; what it proposes is judged in `generate`."""

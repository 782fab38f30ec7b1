"""The nouns of quiz: frozen values and enums, standard library only, no input or output."""

"""English text to analysed sentences: words, tags, lemmas, Universal Dependencies trees and named entities."""

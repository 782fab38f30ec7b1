"""Questions that somebody else proposes, a language model say: taken apart, held against the article, and gated."""

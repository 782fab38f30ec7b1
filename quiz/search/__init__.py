"""The language in which cards are searched for: from a line of text to a query, and from text to its folded form."""

from quiz.search.fold import fold
from quiz.search.parse import QueryError, parse
from quiz.search.query import Order, Query

__all__ = ["Order", "Query", "QueryError", "fold", "parse"]

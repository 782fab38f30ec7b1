"""Analysed article -> facts -> candidates -> chosen cards, each with its evidence; every drop has a reason."""

"""Figures about progress and charts of them: pure functions over sums of the log and of the cards."""

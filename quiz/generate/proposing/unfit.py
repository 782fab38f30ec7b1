"""Why a proposal is not taken."""


class Unfit(Exception):  # noqa: N818 - a reason, not an error a user sees
    """What is proposed does not hold against the article; the message says why."""

"""A text that nothing prints: it shows as dots wherever a value is shown, and only who asks for it gets it."""


class Secret:
    """A key. Two are equal when their texts are, and neither ``repr`` nor ``str`` nor a format tells it."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        """Keep ``text``."""
        self._text = text

    def reveal(self) -> str:
        """Return the text, for the one place that sends it."""
        return self._text

    def hide(self, text: str) -> str:
        """Return ``text`` without the secret, in case somebody else wrote it there."""
        return text.replace(self._text, "[key]") if self._text else text

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return "Secret(...)" if self._text else "Secret()"

    __str__ = __repr__

"""The field of a word: one of an enumeration, which the API's document names."""

from collections.abc import Iterable
from typing import Any

from marshmallow import fields, validate

from contracts.schema import Answer


class Word(fields.String):
    """One of `words`: an enumeration's class, or any words with a `name` of their own.

    Requests refuse other words; readers of answers take those that they don't know yet.
    """

    def __init__(self, words: Iterable[str], *, name: str | None = None, **kwargs: Any) -> None:
        self.words = [str(word) for word in words]
        self.enumeration = name or words.__name__  # type: ignore[attr-defined]  # a class then
        super().__init__(validate=validate.OneOf(self.words), **kwargs)

    def _validate(self, value: Any) -> None:
        if not isinstance(self.root, Answer):
            super()._validate(value)

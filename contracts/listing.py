"""The order of a list: the request's field `sort`.

    class ListReceipts(Page):
        sort = Sort("Receipt", "amount", "received_on")

takes `amount` (smallest first) and `-amount` (greatest first); without it the list has its own
order. The list's query knows the columns (`common.paging.listed`).
"""

from typing import Any

from contracts.words import Word


class Sort(Word):
    """One of `fields`, by itself or with a minus before it."""

    def __init__(self, thing: str, *fields: str, **kwargs: Any) -> None:
        self.sorts = fields
        words = [word for field in fields for word in (field, f"-{field}")]
        super().__init__(words, name=f"{thing}Sort", **kwargs)

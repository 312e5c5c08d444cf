"""The field `can` of an answer: what its reader may do with the thing now.

    class Receipt(Answer):
        can = Can("Receipt", hand_in_money, endorse_receipt, confirm_receipt)

Only operations that may be done now are named, and those that are near: with the refusal that
they would meet. The rules behind it are `common.offers`.
"""

from typing import Any

from marshmallow import fields

from contracts.operation import Operation
from contracts.schema import Answer
from contracts.words import Word


class Refused(Answer):
    """Why an operation is not possible yet: the refusal that it would meet."""

    code = fields.String()
    zh = fields.String()
    en = fields.String()


class Can(fields.List):
    """`operation` of `operations`, and its `refusal`, null when it may be done now. Operations of
    higher corridors, which the thing's contract doesn't know, are given by their names."""

    def __init__(self, thing: str, *operations: Operation | str, **kwargs: Any) -> None:
        self.thing = thing
        names = [one if isinstance(one, str) else one.name for one in operations]
        members = {
            "operation": Word(names, name=f"{thing}Operation"),
            "refusal": fields.Nested(Refused, allow_none=True),
        }
        super().__init__(fields.Nested(type(f"{thing}Can", (Answer,), members)), **kwargs)

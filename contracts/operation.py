"""An operation: a question or command of a service, declared once (design §2).

Permission, validation, documentation, idempotency, audit and metrics all follow from here.
"""

from dataclasses import dataclass, field
from functools import cached_property

from marshmallow import Schema

from contracts.schema import Done, Empty

OPEN = "open"
"""Permission of operations that need no token (log in, refresh)."""

ANYONE = "anyone"
"""Permission of operations open to everybody who is signed in; services have only the rights of
their role."""


@dataclass(frozen=True)
class Operation:
    """`service.name`, its request and answer schemas, the permission it needs, whether it writes.

    `permission` is a key of `contracts.office.rights.RIGHTS`, or `OPEN` or `ANYONE`.
    `idempotent` writes keep the answer under the caller's key; log-in style commands, whose answers
    are secrets, turn it off. `internal` operations are asked by services only: no route exposes
    them.
    """

    service: str
    name: str
    summary: str
    permission: str
    request: type[Schema] = Empty
    answer: type[Schema] = Done
    writes: bool = False
    idempotent: bool = True
    deadline: float = 5.0
    internal: bool = False
    refuses: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.key in OPERATIONS:
            raise ValueError(f"operation {self.key} is declared twice")
        OPERATIONS[self.key] = self

    @property
    def key(self) -> str:
        return f"{self.service}.{self.name}"

    @cached_property
    def request_schema(self) -> Schema:
        return self.request()

    @cached_property
    def answer_schema(self) -> Schema:
        return self.answer()


OPERATIONS: dict[str, Operation] = {}
"""Every declared operation by `service.name`."""

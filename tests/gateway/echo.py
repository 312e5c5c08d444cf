"""Operations of a made-up service, with a row for every shape of route."""

from typing import Any

from marshmallow import fields

from contracts.operation import ANYONE, OPEN, OPERATIONS, Operation
from contracts.schema import Request
from gateway.routing import Route


class Words(Request):
    word = fields.String()
    tags = fields.List(fields.String())
    file = fields.String()


def operation(name: str, service: str = "echo", permission: str = ANYONE, **more: Any) -> Operation:
    """An operation that the project's own list does not keep."""
    made = Operation(service, name, f"{name} of {service}", permission, Words, **more)
    del OPERATIONS[made.key]
    return made


ROUTES = [
    Route("GET", "/api/v1/words", operation("find")),
    Route("GET", "/api/v1/words/{word}", operation("read")),
    Route("POST", "/api/v1/words", operation("write", writes=True), status=201),
    Route("PUT", "/api/v1/words/{word}", operation("change", writes=True)),
    Route("DELETE", "/api/v1/words/{word}", operation("erase", writes=True), status=204),
    Route("POST", "/api/v1/words/import", operation("import_words", writes=True), body="xlsx"),
    Route("POST", "/api/v1/words/slow", operation("slow", writes=True, deadline=0.3)),
    Route("GET", "/api/v1/words/file", operation("save"), answer="file"),
    Route("GET", "/api/v1/public", operation("public", permission=OPEN)),
    Route("GET", "/api/v1/secret", operation("secret", permission="staff.manage")),
]

"""The route table: every operation is exposed by one row (design §2)."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from marshmallow import validate
from starlette.responses import Response

from contracts.operation import Operation

if TYPE_CHECKING:
    from gateway.request import Request

Endpoint = Callable[["Request"], Awaitable[Response]]

JSON_BYTES = 1 << 20
FILE_BYTES = 10 << 20
_PARAMETER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Route:
    """`Route("POST", "/api/v1/units/{unit_id}/lock", operations.lock_unit)`.

    `{unit_id}` is the request field of that name; other fields come from the query and the JSON
    body. `body="xlsx"`: a spreadsheet, as multipart field `file` or as the raw body, becomes base64
    text in the request field `file_field`, and the other form fields become fields. `body="file"`:
    the same with a file of any type, whose name becomes the field `file_name`. `answer="file"`: the
    operation answers a `contracts.files.File`, and the caller gets it to save.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    operation: Operation
    status: int = 200
    body: Literal["json", "xlsx", "file"] = "json"
    file_field: str = "file"
    answer: Literal["json", "file"] = "json"

    @cached_property
    def most_bytes(self) -> int:
        """The size of the largest body: of JSON, or of the file that the operation takes."""
        if self.body == "json":
            return JSON_BYTES
        field = self.operation.request_schema.fields[self.file_field]
        bounds = [each.max for each in field.validators if isinstance(each, validate.Length)]
        return min([FILE_BYTES, *(bound for bound in bounds if bound is not None)])

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The path's parameters, in order."""
        return tuple(_PARAMETER.findall(self.path))


@dataclass(frozen=True)
class Target:
    """What answers a method at a path."""

    template: str
    endpoint: Endpoint
    parameters: tuple[str, ...] = ()
    route: Route | None = None


@dataclass
class _Node:
    literal: "dict[str, _Node]" = field(default_factory=dict)
    parameter: "_Node | None" = None
    targets: dict[str, Target] = field(default_factory=dict)


class Table:
    """Paths by segment: a literal segment wins over a parameter."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, method: str, target: Target) -> None:
        """Raises `ValueError` when method and path are taken."""
        node = self._root
        for segment in _segments(target.template):
            if _PARAMETER.fullmatch(segment):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literal.setdefault(segment, _Node())
        if method in node.targets:
            raise ValueError(f"{method} {target.template} is in the route table twice")
        node.targets[method] = target

    def find(self, path: str) -> tuple[dict[str, Target], list[str]]:
        """The targets at `path` by method (none: no such path) and the parameters' values."""
        node, values = self._root, []
        for segment in _segments(path):
            found = node.literal.get(segment)
            if found is None:
                if node.parameter is None or not segment:
                    return {}, []
                found = node.parameter
                values.append(segment)
            node = found
        return node.targets, values


def _segments(path: str) -> list[str]:
    return path.split("/")[1:]

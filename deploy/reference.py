"""Writes `docs/reference.md` from the code: `python -m deploy.reference --write` (or `--check`)."""

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path

import contracts
from contracts.event import EVENTS, EventType
from contracts.office.rights import RIGHTS
from contracts.operation import OPERATIONS, Operation
from contracts.parking import SERVICES
from contracts.refusals import CODES
from deploy.topology import from_code
from gateway.routes import ROUTES

REFERENCE = Path(__file__).parent.parent / "docs" / "reference.md"

_HEAD = """\
# Reference

Written by `python -m deploy.reference --write` from `contracts/`, the route table and the services'
handlers; a test compares. Requests and answers in full: `/docs` of a running gateway.
"""

_EVENTS = """\
## Events

Every event goes to the event log; the handlers are those that do more with it.
"""


def document() -> str:
    for module in pkgutil.walk_packages(contracts.__path__, "contracts."):
        importlib.import_module(module.name)
    parts = [_HEAD]
    for service in SERVICES:
        parts.append(f"## Operations of {service}\n")
        for corridor, operations in _by_corridor(service):
            rows = sorted(map(_operation, operations), key=itemgetter(1, 0))
            parts += [f"### {corridor}\n", *_table(_OPERATION, rows)]
    handlers = _handlers()
    events = [_event(event, handlers) for _, event in sorted(EVENTS.items())]
    parts += [_EVENTS, *_table(_EVENT, events)]
    parts += ["## Rights\n", *_table(_RIGHT, _rights())]
    parts += ["## Refusals\n", *_table(_REFUSAL, _refusals())]
    return "\n".join(parts) + "\n"


def _by_corridor(service: str) -> list[tuple[str, list[Operation]]]:
    """The service's operations by the corridor of their contract; those of every service, such
    as its parked messages, come last."""
    places = {
        operation.key: module.__name__.split(".")[2]
        for module in tuple(sys.modules.values())
        if module.__name__.startswith(f"contracts.{service}.")
        for operation in vars(module).values()
        if isinstance(operation, Operation)
    }
    corridors: dict[str, list[Operation]] = {}
    for operation in OPERATIONS.values():
        if operation.service == service:
            corridors.setdefault(places.get(operation.key, _EVERYWHERE), []).append(operation)
    return sorted(corridors.items(), key=lambda one: (one[0] == _EVERYWHERE, one[0]))


_EVERYWHERE = "as every service"
_OPERATION = ("operation", "path", "method", "right", "what it does")
_EVENT = ("event", "what happened", "facts", "handled by")
_RIGHT = ("right", "who, and how far")
_REFUSAL = ("code", "status", "zh", "en")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(head)
    yield _row(names)
    yield _row("---" for _ in names)
    yield from map(_row, rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _operation(operation: Operation) -> tuple[str, ...]:
    route = next((r for r in ROUTES if r.operation is operation), None)
    path, method = (f"`{route.path}`", route.method) if route else ("between services", "")
    return f"`{operation.name}`", path, method, operation.permission, operation.summary


def _handlers() -> dict[str, list[str]]:
    """`source.event` → the handlers that get it, as the topology says."""
    handlers: dict[str, list[str]] = {}
    for queue in from_code()["queues"]:
        told, _, handler = queue["name"].partition("--")
        if told.startswith("evt-"):
            handlers.setdefault(told.removeprefix("evt-").replace("-", "."), []).append(handler)
    return handlers


def _event(event: EventType, handlers: dict[str, list[str]]) -> tuple[str, ...]:
    facts = ", ".join(event.data_schema.fields)
    return f"`{event.key}`", event.summary, facts, ", ".join(handlers.get(event.key, ["—"]))


def _rights() -> Iterator[tuple[str, ...]]:
    for right, scopes in RIGHTS.items():
        who = (f"{role.value} ({scope.name.lower()})" for role, scope in scopes.items())
        yield f"`{right}`", ", ".join(who)


def _refusals() -> Iterator[tuple[str, ...]]:
    for name, code in sorted(CODES.items()):
        yield f"`{name}`", str(code.kind.status), code.zh, code.en


def main(arguments: list[str]) -> None:
    if arguments == ["--write"]:
        REFERENCE.write_text(document())
    elif arguments == ["--check"]:
        if not REFERENCE.exists() or REFERENCE.read_text() != document():
            sys.exit("docs/reference.md differs from the code: python -m deploy.reference --write")
    else:
        sys.exit("usage: python -m deploy.reference --write | --check")


if __name__ == "__main__":
    main(sys.argv[1:])

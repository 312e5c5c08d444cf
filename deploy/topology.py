"""Writes `deploy/topology.json` from the code: `python -m deploy.topology --write`, `--check`."""

import importlib
import json
import sys
from typing import Any

from common.topology import MANIFEST, RPC_EXCHANGE
from contracts.event import EVENTS, exchange_of
from contracts.parking import SERVICES

EVENT_LOG_QUEUE = "log--office"


def from_code() -> dict[str, Any]:
    """The manifest that the composed services stand for, and the event log's queue."""
    classes = [importlib.import_module(f"services.{name}.service").SERVICE for name in SERVICES]
    exchanges = [exchange_of(name) for name in SERVICES]
    queues = [
        {"name": f"rpc-{name}", "bindings": [[RPC_EXCHANGE, f"{name}.*"]]} for name in SERVICES
    ]
    for service in classes:
        queues += _handler_queues(service)
    log = {"name": EVENT_LOG_QUEUE, "bindings": [[name, "#"] for name in exchanges], "single": True}
    return {
        "exchanges": exchanges,
        "queues": [*queues, log],
        "events": sorted(EVENTS),
    }


def _handler_queues(service: Any) -> list[dict[str, Any]]:
    handlers = {
        name: method.handles
        for name in dir(service)
        if (method := getattr(service, name)) and hasattr(method, "handles")
    }
    return [
        {
            "name": f"evt-{event.source}-{event.name}--{service.name}.{handler}",
            "bindings": [[event.exchange, event.name]],
        }
        for handler, event in sorted(handlers.items())
    ]


def main(arguments: list[str]) -> None:
    text = json.dumps(from_code(), indent=2, ensure_ascii=False) + "\n"
    if arguments == ["--write"]:
        MANIFEST.write_text(text)
    elif arguments == ["--check"]:
        if not MANIFEST.exists() or MANIFEST.read_text() != text:
            sys.exit(
                "deploy/topology.json differs from the code: python -m deploy.topology --write"
            )
    else:
        sys.exit("usage: python -m deploy.topology --write | --check")


if __name__ == "__main__":
    main(sys.argv[1:])

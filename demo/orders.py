"""A change order: asked for by the consultant."""

from typing import Any

from demo.api import Platform


def ask(
    platform: Platform, consultant: str, what: str, deal_id: str, kind: str, **terms: Any
) -> Any:
    """The request's answer, which says whose consent it waits for."""
    body = {"id": platform.notebook.id(what), "deal_id": deal_id, "kind": kind} | terms
    return platform.desk(consultant).enter(what, "POST", "/change-orders", body)

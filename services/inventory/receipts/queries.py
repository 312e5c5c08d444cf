"""Receipts within the caller's scope."""

from typing import Any

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.schema import Ask
from services.inventory import paging
from services.inventory.receipts.models import Receipt


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    return visible(
        by,
        permission,
        owner=Receipt.consultant_id,
        team=Receipt.team_id,
        project=Receipt.project_id,
    )


def list_receipts(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = select(Receipt).where(reach(by, "receipt.read"))
    for column, value in (
        (Receipt.project_id, ask.project_id),
        (Receipt.deal_id, ask.deal_id),
        (Receipt.status, ask.status),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if ask.cursor:
        last = paging.moment_and_id_of(ask.cursor)
        wanted = wanted.where(tuple_(Receipt.requested_at, Receipt.id) < last)
    newest = wanted.order_by(Receipt.requested_at.desc(), Receipt.id.desc())
    found = session.scalars(newest.limit(ask.page_size + 1)).all()
    items, after = paging.page(found, ask.page_size, _cursor)
    return {"items": items, "next": after}


def _cursor(receipt: Receipt) -> str:
    return f"{receipt.requested_at.isoformat()}~{receipt.id}"

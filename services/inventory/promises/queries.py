"""Promises to the customers of deals within the caller's scope."""

from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory import paging
from services.inventory.deals.models import Deal
from services.inventory.deals.queries import reach
from services.inventory.promises.models import Promise


def list_promises(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    mine = select(Deal.id).where(Deal.id == ask.deal_id, reach(by, "deal.read"))
    if session.scalar(mine) is None:
        raise not_found(what="deal")
    wanted = select(Promise).where(Promise.deal_id == ask.deal_id)
    if ask.status is not None:
        wanted = wanted.where(Promise.status == ask.status)
    if ask.cursor:
        last = paging.moment_and_id_of(ask.cursor)
        wanted = wanted.where(tuple_(Promise.requested_at, Promise.id) < last)
    newest = wanted.order_by(Promise.requested_at.desc(), Promise.id.desc())
    found = session.scalars(newest.limit(ask.page_size + 1)).all()
    items, after = paging.page(found, ask.page_size, _cursor)
    return {"items": items, "next": after}


def _cursor(promise: Promise) -> str:
    return f"{promise.requested_at.isoformat()}~{promise.id}"

"""What an agreement says, and the texts there are."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.changes.change_terms import ChangeKind
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.changes.agreements.models import ChangeAgreement
from services.inventory.changes.agreements.rules import Changed
from services.inventory.changes.change_orders.models import ChangeOrder
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.selling.contracts.queries.text import text_facts

_MOMENT = timedelta(microseconds=1)


def changed(session: Session, order: ChangeOrder, at: datetime) -> Changed:
    """The facts of a change that was made."""
    sign_by = order.consequences.get("sign_by")
    onto = session.get_one(Deal, order.new_deal_id) if order.new_deal_id else None
    return Changed(
        kind=ChangeKind(order.kind),
        said=order.consequences,
        buyer=order.basis["customer_id"],
        named=order.terms.get("customer_id"),
        payment_method=order.basis["payment_method"],
        sign_on=_last_day(datetime.fromisoformat(sign_by)) if sign_by else None,
        unit=text_facts(session, session.get_one(Deal, order.deal_id), at),
        onto=text_facts(session, onto, at) if onto else None,
    )


def _last_day(deadline: datetime) -> Any:
    """The last business day on which it is kept: a deadline may be the end of that day."""
    return clock.business_day(deadline - _MOMENT)


def texts(session: Session, order_id: UUID) -> list[ChangeAgreement]:
    wanted = select(ChangeAgreement).where(ChangeAgreement.change_order_id == order_id)
    return list(session.scalars(wanted.order_by(ChangeAgreement.number.desc())))


def listed(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raises `not_found`."""
    mine = (
        select(ChangeOrder.id)
        .join(Deal, Deal.id == ChangeOrder.deal_id)
        .where(ChangeOrder.id == ask.change_order_id, reach(by, "deal.read"))
    )
    if session.scalar(mine) is None:
        raise not_found(what="change order")
    return {"items": [_row(each) for each in texts(session, ask.change_order_id)]}


def _row(agreement: ChangeAgreement) -> dict[str, Any]:
    columns = ChangeAgreement.__table__.columns
    facts = {column.key: getattr(agreement, column.key) for column in columns}
    return facts | {"standard_template": agreement.template_id is None}

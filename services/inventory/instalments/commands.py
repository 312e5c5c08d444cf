"""Agree on a schedule, claim more, end it, and let money that came pay what is due.

The caller has locked the deal.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from contracts.inventory.instalments import INSTALLMENT_DUE_CHANGED
from contracts.inventory.states import ReceiptStatus
from contracts.schema import new_id
from services.inventory.deals.models import Deal
from services.inventory.instalments import queries, rules
from services.inventory.instalments.models import Allocation, Instalment
from services.inventory.instalments.rules import Line
from services.inventory.receipts.models import Receipt


def begin(
    session: Session, deal: Mapping[str, Any], lines: Sequence[Line], *, by: Actor, at: datetime
) -> None:
    """The first schedule of a deal that has just been written, given as its row. No money has come
    yet. Raises `schedule_sum_wrong`."""
    rules.check_sum(lines, deal["price"])
    rows = _rows(deal["id"], deal["project_id"], lines, at)
    if rows:
        session.execute(insert(Instalment), rows)
    tell(session, deal, rows, by=by, at=at)


def agree(session: Session, deal: Deal, lines: Sequence[Line], *, by: Actor, at: datetime) -> None:
    """The deal's schedule for its whole price. Where there is one already it is replaced: what was
    paid stays paid, allocated anew to the oldest; claims beyond the price stay.

    Raises `schedule_sum_wrong`.
    """
    rules.check_sum(lines, deal.price)
    beyond = [
        claim
        for claim in queries.live(session, deal.id)
        if not _ended_by_a_new_plan(claim, session, at)
    ]
    for number, claim in enumerate(beyond, start=len(lines) + 1):
        claim.number = number
    session.add_all(Instalment(**row) for row in _rows(deal.id, deal.project_id, lines, at))
    settle(session, deal, by=by, at=at)


def add(session: Session, deal: Deal, line: Line, *, by: Actor, at: datetime) -> Instalment:
    """Claim one thing more, beyond the price (面积差、滞纳金). Money left over pays it at once."""
    number = len(queries.live(session, deal.id)) + 1
    [row] = _rows(deal.id, deal.project_id, [line], at, first=number)
    claim = Instalment(**row)
    session.add(claim)
    settle(session, deal, by=by, at=at)
    return claim


def end(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """Nothing is due any more; what was received waits for its refund."""
    for claim in queries.live(session, deal.id):
        _end(claim, session, at)
    settle(session, deal, by=by, at=at)


def settle(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """Let money that no claim has used pay what is due, and tell what is due now."""
    session.flush()
    claims = {claim.id: claim for claim in queries.live(session, deal.id)}
    left = queries.account(session, deal.id, on=clock.business_day(at)).unallocated
    shares = rules.spread(map(_claim, claims.values()), _unused(session, deal.id), left)
    for share in shares:
        claims[share.instalment_id].paid += share.amount
        session.add(
            Allocation(
                id=new_id(),
                deal_id=deal.id,
                receipt_id=share.receipt_id,
                instalment_id=share.instalment_id,
                amount=share.amount,
                allocated_at=at,
            )
        )
    session.flush()
    deal.version += 1
    facts = [_facts(claim) for claim in claims.values()]
    tell(session, _facts(deal), facts, by=by, at=at)


def release(session: Session, allocations: Iterable[Allocation]) -> None:
    """Undo allocations: their instalments are open again."""
    for allocation in allocations:
        claim = session.get_one(Instalment, allocation.instalment_id)
        claim.paid -= allocation.amount
        session.delete(allocation)
    session.flush()


def tell(
    session: Session,
    deal: Mapping[str, Any],
    claims: Iterable[Mapping[str, Any]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    outbox.record(
        session,
        INSTALLMENT_DUE_CHANGED,
        aggregate_id=deal["id"],
        version=deal["version"],
        project_id=deal["project_id"],
        data={
            "deal_id": deal["id"],
            "unit_id": deal["unit_id"],
            "customer_id": deal["customer_id"],
            "consultant_id": deal["consultant_id"],
            "team_id": deal["team_id"],
            "instalments": [{**claim, "instalment_id": claim["id"]} for claim in claims],
        },
        by=by,
        at=at,
    )


def _rows(
    deal_id: UUID, project_id: UUID, lines: Iterable[Line], at: datetime, *, first: int = 1
) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "deal_id": deal_id,
            "project_id": project_id,
            "number": number,
            "name": line.name,
            "kind": line.kind,
            "amount": line.amount,
            "due_on": line.due_on,
            "paid": rules.NOTHING,
            "agreed_at": at,
        }
        for number, line in enumerate(lines, start=first)
    ]


def _ended_by_a_new_plan(claim: Instalment, session: Session, at: datetime) -> bool:
    if claim.kind in rules.BEYOND_THE_PRICE:
        return False
    _end(claim, session, at)
    return True


def _end(claim: Instalment, session: Session, at: datetime) -> None:
    session.execute(delete(Allocation).where(Allocation.instalment_id == claim.id))
    claim.paid = rules.NOTHING
    claim.ended_at = at


def _claim(claim: Instalment) -> rules.Claim:
    return rules.Claim(claim.id, claim.kind, claim.number, claim.due_on, claim.amount - claim.paid)


def _unused(session: Session, deal_id: UUID) -> list[rules.Money]:
    """The deal's money with what is unused of it, in the order in which it came."""
    used = (
        select(Allocation.receipt_id, func.sum(Allocation.amount).label("amount"))
        .where(Allocation.deal_id == deal_id)
        .group_by(Allocation.receipt_id)
        .subquery()
    )
    rest = Receipt.amount - func.coalesce(used.c.amount, Decimal(0))
    wanted = (
        select(Receipt.id, Receipt.kind, Receipt.instalment_ids, rest)
        .outerjoin(used, used.c.receipt_id == Receipt.id)
        .where(
            Receipt.deal_id == deal_id,
            Receipt.status == ReceiptStatus.CONFIRMED,
            ~Receipt.counter,
            Receipt.reversed_at.is_(None),
        )
        .order_by(Receipt.received_on, Receipt.confirmed_at, Receipt.id)
    )
    return [rules.Money(*row) for row in session.execute(wanted)]


def _facts(row: Deal | Instalment) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}

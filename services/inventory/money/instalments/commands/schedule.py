"""Agree on a schedule, claim more, end it. Each time all that is claimed is told as a whole. The
caller has locked the deal."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from contracts.inventory.money.instalments import INSTALLMENT_DUE_CHANGED
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.schema import new_id
from services.inventory.money.accounts import rules as accounts
from services.inventory.money.accounts.models.instalments import Instalment
from services.inventory.money.accounts.queries import claims as queries_claims
from services.inventory.money.instalments.commands import allocation as allocations
from services.inventory.money.instalments.queries import schedule as queries
from services.inventory.money.instalments.rules import schedule as rules
from services.inventory.pricing.payment_plans import rules as payment_plans
from services.inventory.pricing.payment_plans.rules import Line, due_on, lines_for
from services.inventory.register.deals.models import Deal


def begin(
    session: Session, deal: Mapping[str, Any], lines: Sequence[Line], *, by: Actor, at: datetime
) -> None:
    """The first schedule of a deal that has just been written, given as its row: no money has come
    yet. Raises `schedule_sum_wrong`."""
    rules.check_sum(lines, deal["price"])
    rows = _rows(deal["id"], deal["project_id"], lines, at)
    session.execute(insert(Instalment), rows)
    _tell(session, deal, rows, by=by, at=at)


def agree(session: Session, deal: Deal, lines: Sequence[Line], *, by: Actor, at: datetime) -> None:
    """The deal's schedule for its whole price. Where there is one already it is replaced: what was
    paid stays paid, allocated anew to the oldest; claims beyond the price stay.

    Raises `schedule_sum_wrong`.
    """
    rules.check_sum(lines, deal.price)
    claims = queries_claims.live(session, deal.id)
    for claim in claims:
        if claim.kind not in accounts.BEYOND_THE_PRICE:
            _end(session, claim, at)
    beyond = (claim for claim in claims if claim.ended_at is None)
    for number, claim in enumerate(beyond, start=len(lines) + 1):
        claim.number = number
    session.add_all(Instalment(**row) for row in _rows(deal.id, deal.project_id, lines, at))
    settle(session, deal, by=by, at=at)


def add(session: Session, deal: Deal, line: Line, *, by: Actor, at: datetime) -> Instalment:
    """Claim one thing more, beyond the price (面积差、滞纳金). Money left over pays it at once."""
    number = len(queries_claims.live(session, deal.id)) + 1
    [row] = _rows(deal.id, deal.project_id, [line], at, first=number)
    claim = Instalment(**row)
    session.add(claim)
    settle(session, deal, by=by, at=at)
    return claim


def lower(
    session: Session, deal: Deal, claim: Instalment, amount: Decimal, *, by: Actor, at: datetime
) -> None:
    """Claim less: at most what is unpaid of it. Nothing is left of it, then it has ended."""
    if amount == claim.amount:
        claim.ended_at = at
    else:
        claim.amount -= amount
    _changed(session, deal, by=by, at=at)


def end(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """Nothing is due any more; what was received waits for its refund."""
    for claim in queries_claims.live(session, deal.id):
        _end(session, claim, at)
    settle(session, deal, by=by, at=at)


def settle(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """Money that no claim has used pays what is due; what is due now is told."""
    allocations.pay(session, deal.id, at=at)
    _changed(session, deal, by=by, at=at)


def ensure(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """A deal from before there were schedules gets the one of its payment plan."""
    if queries.has_schedule(session, deal.id):
        return
    subscribed_on = clock.business_day(deal.subscribed_at or deal.created_at)
    plan = queries.plan_of(session, deal)
    lines = lines_for(
        plan, deal.price, deal.deposit, subscribed_on=subscribed_on, signed_on=deal.signed_on
    )
    agree(session, deal, lines, by=by, at=at)


def date_from_signing(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """What is to be paid so many days after signing has its day now."""
    claims = queries_claims.live(session, deal.id)
    if not claims:
        ensure(session, deal, by=by, at=at)
        claims = queries_claims.live(session, deal.id)
    subscribed_on = clock.business_day(deal.subscribed_at or deal.created_at)
    days = rules.dated(
        [(claim.id, claim.kind, claim.name) for claim in claims if claim.due_on is None],
        [
            (line.kind, line.name, due_on(line, subscribed_on, deal.signed_on))
            for line in queries.plan_of(session, deal).lines
            if due_on(line, subscribed_on, None) is None
        ],
    )
    for claim in claims:
        claim.due_on = days.get(claim.id, claim.due_on)
    if days:
        deal.version += 1
        _tell(session, _facts(deal), [_facts(claim) for claim in claims], by=by, at=at)


def fall_due(
    session: Session, deal: Deal, kind: InstalmentKind, on: date, *, by: Actor, at: datetime
) -> None:
    """What hung on something that has happened now, such as a loan's payout, is due `on` a day."""
    ensure(session, deal, by=by, at=at)
    claims = [claim for claim in queries_claims.live(session, deal.id) if claim.kind == kind]
    for claim in claims:
        claim.due_on = on
    if claims:
        _changed(session, deal, by=by, at=at)


def _end(session: Session, claim: Instalment, at: datetime) -> None:
    allocations.reopen(session, claim.id)
    claim.ended_at = at


def _changed(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    session.flush()
    deal.version += 1
    claims = [_facts(claim) for claim in queries_claims.live(session, deal.id)]
    _tell(session, _facts(deal), claims, by=by, at=at)


def _tell(
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
            "paid": payment_plans.NOTHING,
            "agreed_at": at,
        }
        for number, line in enumerate(lines, start=first)
    ]


def _facts(row: Deal | Instalment) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}

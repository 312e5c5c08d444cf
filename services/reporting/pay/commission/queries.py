"""Commission as it stands: worked out from facts, targets and plans whenever it is read, so that it
follows every change of attainment, whatever the order of events, to the cent."""

from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from common.actor import Actor
from common.scope import visible
from contracts.reporting.pay.commission import LineKind
from contracts.schema import Ask
from services.reporting.facts.figures.models import DayFigures, Fact
from services.reporting.facts.figures.rules import FactKind
from services.reporting.pay.commission import rules
from services.reporting.pay.commission.rules import NOTHING, Progress, Rating
from services.reporting.pay.commission_plans.queries import Plans
from services.reporting.targets.targets import queries as targets
from services.reporting.targets.targets.rules import days_of, month_of, shown

_MONEY = (FactKind.RECEIVED, FactKind.REVERSED, FactKind.REFUNDED)
"""What of the price the company holds. A difference in area is paid back beyond the price."""

Whose = tuple[UUID, UUID, str]
"""Project, consultant and month."""


def accruals(session: Session, ask: Ask, by: Actor) -> dict[str, Any]:
    """The month's accruals, and adjustments and clawbacks of what was repriced or cancelled in it
    after signing."""
    rows = session.execute(_entries(ask, by)).all()
    whose_month = {(row.project_id, row.consultant_id, ask.period) for row in rows}
    ratings = _ratings(session, {_whose(row) for row in rows} | whose_month)
    lines = [_line(row, ratings[_whose(row)]) for row in rows]
    begin = next((n for n, line in enumerate(lines, start=1) if line["id"] == ask.cursor), 0)
    items = lines[begin : begin + ask.page_size]
    return {
        "period": ask.period,
        "consultants": [
            _summed(list(group), *whose, ratings[(*whose, ask.period)])
            for whose, group in groupby(
                lines, lambda line: (line["project_id"], line["consultant_id"])
            )
        ],
        "items": items,
        "next": items[-1]["id"] if begin + ask.page_size < len(lines) else None,
    }


def _entries(ask: Ask, by: Actor) -> Select[Any]:
    """Sales signed in the month, and sales repriced or cancelled in it after signing, each with
    the sale."""
    entry, sale, receipt = aliased(Fact), aliased(Fact), aliased(Fact)
    received = (
        select(func.coalesce(func.sum(receipt.amount), NOTHING))
        .where(receipt.deal_id == sale.deal_id, receipt.kind.in_(_MONEY))
        .scalar_subquery()
    )
    mine = visible(
        by,
        "commission.read",
        owner=sale.consultant_id,
        team=sale.team_id,
        project=sale.project_id,
    )
    found = (
        select(
            entry.event_id.label("id"),
            entry.kind,
            entry.business_day,
            sale.business_day.label("sold_on"),
            sale.project_id,
            sale.team_id,
            sale.consultant_id,
            sale.deal_id,
            sale.unit_id,
            entry.amount.label("base_amount"),
            entry.price_before,
            received.label("received_amount"),
            _has(FactKind.PAID_OUT, sale).label("loan_paid_out"),
            _has(FactKind.DELIVERED, sale).label("handed_over"),
        )
        .join(sale, and_(sale.deal_id == entry.deal_id, sale.kind == FactKind.SOLD))
        .where(
            or_(
                and_(entry.kind == FactKind.SOLD, sale.event_id == entry.event_id),
                and_(
                    entry.kind.in_((FactKind.REPRICED, FactKind.CANCELLED)),
                    entry.sold_on.is_not(None),
                ),
            ),
            entry.business_day.between(*days_of(ask.period)),
            mine,
        )
        .order_by(sale.project_id, sale.consultant_id, entry.business_day, entry.event_id)
    )
    if ask.project_id is not None:
        found = found.where(sale.project_id == ask.project_id)
    if ask.consultant_id is not None:
        found = found.where(sale.consultant_id == ask.consultant_id)
    return found


def _has(kind: FactKind, sale: Any) -> ColumnElement[bool]:
    """Whether the sale's deal has a fact of the kind."""
    fact = aliased(Fact)
    return select(fact.event_id).where(fact.deal_id == sale.deal_id, fact.kind == kind).exists()


def _whose(row: Row[Any]) -> Whose:
    return row.project_id, row.consultant_id, month_of(row.sold_on)


def _line(row: Row[Any], rating: Rating) -> dict[str, Any]:
    """What the fact adds to the sale's commission, at the rate of the sale's month. The lines of a
    sale sum exactly to the commission on its price as it is now, and to nothing once cancelled."""
    before, after = rules.prices(row.kind, row.base_amount, row.price_before)
    progress = Progress(row.received_amount, row.loan_paid_out, row.handed_over)
    earned_before = rules.earned(rating, before, progress)
    earned_after = rules.earned(rating, after, progress)
    return dict(row._mapping) | {
        "kind": rules.LINE_OF[row.kind],
        "sale_period": month_of(row.sold_on),
        "attainment": shown(rating.attainment),
        "rate": rating.rate,
        "amount": earned_after.amount - earned_before.amount,
        "condition_met": rules.condition_met(rating.plan, after or before, row.received_amount),
        "payable_amount": earned_after.payable - earned_before.payable,
    }


def _summed(
    lines: list[dict[str, Any]], project_id: UUID, consultant_id: UUID, rating: Rating
) -> dict[str, Any]:
    """A consultant's month in a project; the rating is that of this month's own sales."""

    def total(name: str, *kinds: LineKind) -> Decimal:
        return sum((line[name] for line in lines if line["kind"] in kinds), NOTHING)

    return {
        "project_id": project_id,
        "consultant_id": consultant_id,
        "target_units": rating.target_units,
        "target_amount": rating.target_amount,
        "attained_units": rating.units,
        "attained_amount": rating.amount,
        "attainment": shown(rating.attainment),
        "rate": rating.rate,
        "accrued": total("amount", LineKind.ACCRUAL),
        "adjusted": total("amount", LineKind.ADJUSTMENT),
        "clawed_back": -total("amount", LineKind.CLAWBACK),
        "amount": total("amount", *LineKind),
        "payable_amount": total("payable_amount", *LineKind),
    }


def _ratings(session: Session, wanted: set[Whose]) -> dict[Whose, Rating]:
    if not wanted:
        return {}
    consultants = {consultant for _, consultant, _ in wanted}
    months = {month for _, _, month in wanted}
    plans = Plans(session, {project for project, _, _ in wanted})
    agreed = targets.consultants_targets(session, months, consultants)
    reached = _attained(session, months, consultants)
    ratings = {}
    for whose in wanted:
        project, _, month = whose
        target = agreed.get(whose)
        units, amount = reached.get(whose, (0, NOTHING))
        ratings[whose] = Rating(
            plan=plans.holding(project, month),
            units=units,
            amount=amount,
            target_units=target.units if target else None,
            target_amount=target.amount if target else None,
        )
    return ratings


def _attained(
    session: Session, months: set[str], consultants: set[UUID]
) -> dict[Whose, tuple[int, Decimal]]:
    month = func.to_char(DayFigures.business_day, "YYYY-MM").label("month")
    whose = (DayFigures.project_id, DayFigures.consultant_id, month)
    found = (
        select(*whose, targets.UNITS.label("units"), targets.AMOUNT.label("amount"))
        .where(
            DayFigures.consultant_id.in_(consultants),
            or_(*(DayFigures.business_day.between(*days_of(name)) for name in months)),
        )
        .group_by(*whose)
    )
    return {
        (row.project_id, row.consultant_id, row.month): (row.units, row.amount)
        for row in session.execute(found)
    }

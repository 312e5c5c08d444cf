from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import on_event, query
from contracts.event import Event
from contracts.inventory.changes import amendments
from contracts.inventory.milestones.procedures import HANDOVER_DONE, LOAN_PAID_OUT
from contracts.inventory.money import receipts
from contracts.inventory.money.refunds import REFUND_PAID
from contracts.inventory.register import units
from contracts.reporting.facts import figures as operations
from contracts.schema import Ask
from services.reporting.facts.figures import commands, queries


class Figures:
    """The day's figures per project, team and consultant (日报)."""

    @on_event(units.UNIT_SUBSCRIBED)
    def figures_on_unit_subscribed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.count(session, event)

    @on_event(units.UNIT_SOLD)
    def figures_on_unit_sold(self, session: Session, event: Event, by: Actor, at: datetime) -> None:
        commands.count(session, event)

    @on_event(units.SALE_CANCELLED)
    def figures_on_sale_cancelled(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.count(session, event)

    @on_event(amendments.DEAL_REPRICED)
    def figures_on_deal_repriced(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.count(session, event)

    @on_event(receipts.RECEIPT_CONFIRMED)
    def figures_on_receipt_confirmed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.count(session, event)

    @on_event(receipts.RECEIPT_REVERSED)
    def figures_on_receipt_reversed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.count(session, event)

    @on_event(REFUND_PAID)
    def figures_on_refund_paid(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.count(session, event)

    @on_event(LOAN_PAID_OUT)
    def figures_on_loan_paid_out(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.count(session, event)

    @on_event(HANDOVER_DONE)
    def figures_on_handover_done(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.count(session, event)

    @query(operations.read_daily_report)
    def read_daily_report(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.daily_report(session, ask, by)

    @query(operations.read_figures)
    def read_figures(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.period_figures(session, ask, by)

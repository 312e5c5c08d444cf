"""Entrypoints of open approvals."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from common.fan_in import on_events
from contracts.event import Event
from contracts.inventory.consent.approvals import CONSENT as INVENTORY
from contracts.reminders.inbox import open_approvals as operations
from contracts.reporting.consent.approvals import CONSENT as REPORTING
from contracts.schema import Ask
from services.reminders.inbox.open_approvals import commands, queries

CONTRACTS = (INVENTORY, REPORTING)
"""Of the services that ask for consent; each is heard by a topic of its own."""


class OpenApprovals:
    """One list of what waits for consent (待审批)."""

    @query(operations.list_open_approvals)
    def list_open_approvals(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_open_approvals(session, CONTRACTS, ask, by=by, at=at)


class InventoryApprovals:
    """Inventory's approvals, as its events say they stand."""

    @on_events(*INVENTORY.events)
    def inventory_approvals_on_change(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.keep(session, event)


class ReportingApprovals:
    """Reporting's approvals, as its events say they stand."""

    @on_events(*REPORTING.events)
    def reporting_approvals_on_change(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.keep(session, event)

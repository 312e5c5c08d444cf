"""A database of reminders with its commands at hand, and a deal whose signing is watched."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from common.actor import system
from contracts.event import Event, EventType
from contracts.inventory.register import deadlines as deadlines_contract
from contracts.inventory.register import deals, units
from contracts.office.roles import Role
from contracts.schema import Ask, new_id
from services.reminders.notices.deliveries.models import Delivery
from services.reminders.notices.notices.models import Notice
from services.reminders.service import SERVICE
from services.reminders.watch.deadlines import commands as deadlines
from services.reminders.watch.deadlines.models import Deadline
from services.reminders.watch.escalations import commands as escalations
from tests.commands import Bench, happened

SYSTEM = system("reminders")


@dataclass(frozen=True)
class Filing:
    """A matter of a deal, and what inventory tells about its deadline."""

    deal: "Deal"
    clerk: UUID = field(default_factory=new_id)
    id: UUID = field(default_factory=new_id)
    kind: str = "filing"

    def started(self, due_at: datetime) -> Event:
        """Told with its deal's version, which says nothing of the deadline's own."""
        facts = self._whose() | {"deadlines": [self._matter(due_at)]}
        return self._event(deadlines_contract.DEADLINES_STARTED, facts, self.deal.id, version=7)

    def due(self, due_at: datetime, version: int) -> Event:
        return self._told(deadlines_contract.DEADLINE_SET, "open", due_at, version)

    def over(self, due_at: datetime, version: int, status: str = "met") -> Event:
        return self._told(deadlines_contract.DEADLINE_MET, status, due_at, version)

    def _told(self, kind: EventType, status: str, due_at: datetime, version: int) -> Event:
        facts = self._whose() | self._matter(due_at) | {"status": status}
        return self._event(kind, facts, self.id, version)

    def _whose(self) -> dict[str, Any]:
        return {
            "deal_id": self.deal.id,
            "unit_id": self.deal.unit,
            "unit_number": "1203",
            "consultant_id": self.deal.consultant,
            "team_id": self.deal.team,
        }

    def _matter(self, due_at: datetime) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "subject_id": self.id,
            "responsible_id": self.clerk,
            "due_at": due_at,
        }

    def _event(self, kind: EventType, facts: Any, aggregate: UUID, version: int) -> Event:
        return happened(
            kind, facts, aggregate_id=aggregate, version=version, project_id=self.deal.project
        )


@dataclass(frozen=True)
class Deal:
    """A deal and the events that inventory tells about it."""

    id: UUID = field(default_factory=new_id)
    unit: UUID = field(default_factory=new_id)
    customer: UUID = field(default_factory=new_id)
    consultant: UUID = field(default_factory=new_id)
    team: UUID = field(default_factory=new_id)
    project: UUID = field(default_factory=new_id)

    def subscribed(self, sign_by: datetime) -> Event:
        more = {"deposit": "50000.00", "sign_by": sign_by}
        return self._claimed(units.UNIT_SUBSCRIBED, 4, "subscribed", sign_by, **more)

    def sold(self, at: datetime) -> Event:
        more = {"contract_number": "HT-1", "list_amount": "1300000.00"}
        return self._claimed(units.UNIT_SOLD, 5, "sold", at, **more)

    def cancelled(self, at: datetime, stage: str = "subscribed") -> Event:
        return self._claimed(units.SALE_CANCELLED, 6, "unreleased", at, stage=stage)

    def changed(self, sign_by: datetime | None, version: int, stage: str = "subscribed") -> Event:
        facts = {
            "deal_id": self.id,
            "unit_id": self.unit,
            "customer_id": self.customer,
            "consultant_id": self.consultant,
            "stage": stage,
            "sign_by": sign_by,
            "change": "extended",
        }
        return happened(
            deals.DEAL_CHANGED,
            facts,
            aggregate_id=self.id,
            version=version,
            project_id=self.project,
        )

    def _claimed(
        self, kind: EventType, version: int, status: str, at: datetime, **more: Any
    ) -> Event:
        facts = {
            "unit_id": self.unit,
            "unit_number": "1203",
            "status": status,
            "deal_id": self.id,
            "customer_id": self.customer,
            "consultant_id": self.consultant,
            "team_id": self.team,
            "amount": "1200000.00",
            "area": "89.50",
            "business_day": at.date(),
        }
        return happened(
            kind, facts | more, aggregate_id=self.unit, version=version, project_id=self.project
        )


class Workbench(Bench):
    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, SERVICE)

    def hear(self, event: Event, at: datetime) -> None:
        """Handle an event of inventory at a moment."""
        with self.transaction() as session:
            match event.type:
                case units.UNIT_SUBSCRIBED:
                    deadlines.open_signing(session, event, at=at)
                case deals.DEAL_CHANGED:
                    deadlines.move_signing(session, event, at=at)
                case units.UNIT_SOLD:
                    deadlines.close_signing(session, event, "sold")
                case units.SALE_CANCELLED:
                    deadlines.close_signing(session, event, "cancelled")
                case deadlines_contract.DEADLINES_STARTED:
                    deadlines.open_all(session, event, at=at)
                case deadlines_contract.DEADLINE_SET | deadlines_contract.DEADLINE_MET:
                    deadlines.follow(session, event, at=at)

    def tick(self, at: datetime, *chain: tuple[UUID, Role]) -> None:
        """What the timers do at a moment; `chain` is what office would answer."""
        ranks = [Ask(staff_id=staff_id, role=role.value) for staff_id, role in chain]
        with self.transaction() as session:
            deadlines.send_due_notices(session, by=SYSTEM, at=at, limit=100)
        with self.transaction() as session:
            claimed = escalations.claim(session, at=at, limit=100)
        for due in claimed:
            with self.transaction() as session:
                if not due.has_ladder:
                    escalations.keep_ladder(session, due, ranks)
                escalations.tell_next_level(session, due, by=SYSTEM, at=at)

    def deadline(self, subject: Deal | Filing) -> Deadline:
        with self.transaction() as session:
            found = select(Deadline).where(Deadline.subject_id == subject.id)
            return session.scalars(found).one()

    def notices(self) -> list[Notice]:
        with self.transaction() as session:
            return list(session.scalars(select(Notice).order_by(Notice.sent_at, Notice.level)))

    def deliveries(self, channel: str = "email") -> list[Delivery]:
        with self.transaction() as session:
            return list(session.scalars(select(Delivery).where(Delivery.channel == channel)))

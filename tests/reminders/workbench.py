"""A database of reminders with its commands at hand, and matters whose deadlines are told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from common.actor import system
from contracts.deadline_kinds import FILING, SIGNING
from contracts.deadlines import DEADLINE_EVENTS, DeadlineKind
from contracts.event import Event, EventType
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
class Deal:
    """What deadlines belong to."""

    id: UUID = field(default_factory=new_id)
    unit: UUID = field(default_factory=new_id)
    consultant: UUID = field(default_factory=new_id)
    team: UUID = field(default_factory=new_id)
    project: UUID = field(default_factory=new_id)

    def facts(self) -> dict[str, Any]:
        return {
            "deal_id": self.id,
            "unit_id": self.unit,
            "unit_number": "1203",
            "consultant_id": self.consultant,
            "team_id": self.team,
        }


@dataclass(frozen=True)
class Matter:
    """A matter of a deal, and what its service tells about its deadline."""

    kind: DeadlineKind
    deal: Deal
    responsible: UUID
    id: UUID = field(default_factory=new_id)

    def started(self, due_at: datetime) -> Event:
        facts = self.deal.facts() | {"deadlines": [self._matter(due_at)]}
        return self._event(self.kind.events.started, facts, self.deal.id, version=1)

    def due(self, due_at: datetime, version: int) -> Event:
        return self._state(self.kind.events.set, "open", due_at, version)

    def over(self, due_at: datetime, version: int, status: str = "met") -> Event:
        return self._state(self.kind.events.met, status, due_at, version)

    def _state(self, event: EventType, status: str, due_at: datetime, version: int) -> Event:
        facts = self.deal.facts() | self._matter(due_at) | {"status": status}
        return self._event(event, facts, self.id, version)

    def _matter(self, due_at: datetime) -> dict[str, Any]:
        return {
            "kind": self.kind.name,
            "subject_id": self.id,
            "responsible_id": self.responsible,
            "due_at": due_at,
        }

    def _event(self, kind: EventType, facts: Any, aggregate: UUID, version: int) -> Event:
        project = self.deal.project
        return happened(kind, facts, aggregate_id=aggregate, version=version, project_id=project)


def signing() -> Matter:
    """The signing of a deal, of which its consultant is reminded."""
    deal = Deal()
    return Matter(SIGNING, deal, deal.consultant, id=deal.id)


def filing() -> Matter:
    """The filing of a deal's contract, for which a clerk is responsible."""
    return Matter(FILING, Deal(), new_id())


class Workbench(Bench):
    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, SERVICE)

    def hear(self, event: Event, at: datetime) -> None:
        """Handle an event about deadlines at a moment."""
        with self.transaction() as session:
            if event.type is DEADLINE_EVENTS[event.type.source].started:
                deadlines.start(session, event, at=at)
            else:
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

    def deadline(self, matter: Matter) -> Deadline:
        with self.transaction() as session:
            found = select(Deadline).where(Deadline.subject_id == matter.id)
            return session.scalars(found).one()

    def notices(self) -> list[Notice]:
        with self.transaction() as session:
            return list(session.scalars(select(Notice).order_by(Notice.sent_at, Notice.level)))

    def deliveries(self, channel: str = "email") -> list[Delivery]:
        with self.transaction() as session:
            return list(session.scalars(select(Delivery).where(Delivery.channel == channel)))

"""Deadlines as they are told: whole, counted, and only when something changed (R-06)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from common import clock
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from contracts.deadline_kinds import ARCHIVE, BORROWING
from contracts.deadlines import DeadlineKind
from contracts.schema import new_id
from services.inventory.register.deadlines.queries import about
from services.inventory.register.deals.models import Deal
from tests.inventory.workbench import SalesOffice

DUE = clock.end_of(clock.business_day(clock.now()) + timedelta(days=1))


class Matter:
    def __init__(self, office: SalesOffice) -> None:
        self.office, self.id = office, new_id()
        [unit] = office.on_sale(1)
        self.deal = office.reserve(unit, office.customer())

    def watch(self, due_at: datetime, responsible_id: UUID | None = None) -> None:
        with self.office.transaction() as session:
            deal = session.get_one(Deal, UUID(self.deal["id"]))
            due = Due(ARCHIVE, self.id, due_at, responsible_id)
            deadlines.watch(session, about(session, deal), due, **self._whose())

    def met(self) -> None:
        with self.office.transaction() as session:
            deadlines.met(session, ARCHIVE, self.id, **self._whose())

    def drop(self) -> None:
        with self.office.transaction() as session:
            deadlines.drop(session, ARCHIVE, self.id, **self._whose())

    def drop_all(self, *kinds: DeadlineKind) -> None:
        with self.office.transaction() as session:
            deadlines.drop_all(session, UUID(self.deal["id"]), *kinds, **self._whose())

    def _whose(self) -> Any:
        return {"by": self.office.manager, "at": clock.now()}

    def told(self) -> list[tuple[str, int, str]]:
        return [
            (event["type"], event["version"], event["data"].get("status", "open"))
            for event in self.office.told()
            if event["type"] in ("deadlines_started", "deadline_set", "deadline_met")
        ]


def test_a_deadline_is_told_when_it_is_set_moved_and_met(office: SalesOffice) -> None:
    matter = Matter(office)
    matter.watch(DUE)
    matter.watch(DUE)
    matter.watch(DUE + timedelta(days=1))
    matter.met()
    matter.met()
    assert matter.told() == [
        ("deadlines_started", 1, "open"),
        ("deadline_set", 2, "open"),
        ("deadline_met", 3, "met"),
    ]
    [first] = office.started(ARCHIVE.name)
    assert first["responsible_id"] == str(office.consultant.staff_id)


def test_somebody_else_may_be_responsible(office: SalesOffice) -> None:
    matter, clerk = Matter(office), new_id()
    matter.watch(DUE, responsible_id=clerk)
    [told] = office.started(ARCHIVE.name)
    assert told["responsible_id"] == str(clerk)


def test_what_was_over_may_be_opened_again(office: SalesOffice) -> None:
    matter = Matter(office)
    matter.watch(DUE)
    matter.drop()
    matter.watch(DUE)
    assert [status for _, _, status in matter.told()] == ["open", "dropped", "open"]


def test_with_the_deal_its_open_deadlines_end(office: SalesOffice) -> None:
    matter = Matter(office)
    matter.watch(DUE)
    matter.drop_all(BORROWING)
    assert len(matter.told()) == 1
    matter.drop_all(BORROWING, ARCHIVE)
    matter.drop_all(BORROWING, ARCHIVE)
    assert matter.told()[1:] == [("deadline_met", 2, "dropped")]


def test_what_has_no_deadline_is_met_in_silence(office: SalesOffice) -> None:
    matter = Matter(office)
    matter.met()
    matter.drop()
    assert matter.told() == []

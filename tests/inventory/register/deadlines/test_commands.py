"""Deadlines as they are told: whole, counted, and only when something changed (R-06)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from common import clock
from contracts.inventory.register.deadlines import DeadlineKind
from contracts.schema import new_id
from services.inventory.register.deadlines import commands
from services.inventory.register.deals.models import Deal
from tests.inventory.workbench import SalesOffice

ARCHIVE = DeadlineKind.ARCHIVE
DUE = clock.end_of(clock.business_day(clock.now()) + timedelta(days=1))


class Matter:
    def __init__(self, office: SalesOffice) -> None:
        self.office, self.id = office, new_id()
        [unit] = office.on_sale(1)
        self.deal = office.reserve(unit, office.customer())

    def do(self, what: str, *more: Any, **options: Any) -> None:
        with self.office.transaction() as session:
            deal = session.get_one(Deal, UUID(self.deal["id"]))
            named = (deal,) if what in ("watch", "drop_all") else ()
            subject = () if what == "drop_all" else (ARCHIVE, self.id)
            command = getattr(commands, what)
            options |= {"by": self.office.manager, "at": clock.now()}
            command(session, *named, *subject, *more, **options)

    def told(self) -> list[tuple[str, int, str]]:
        return [
            (event["type"], event["version"], event["data"].get("status", "open"))
            for event in self.office.told()
            if event["type"] in ("deadlines_started", "deadline_set", "deadline_met")
        ]


def test_a_deadline_is_told_when_it_is_set_moved_and_met(office: SalesOffice) -> None:
    matter = Matter(office)
    matter.do("watch", DUE)
    matter.do("watch", DUE)
    matter.do("watch", DUE + timedelta(days=1))
    matter.do("met")
    matter.do("met")
    assert matter.told() == [
        ("deadlines_started", 1, "open"),
        ("deadline_set", 2, "open"),
        ("deadline_met", 3, "met"),
    ]
    [first] = office.started(ARCHIVE)
    assert first["responsible_id"] == str(office.consultant.staff_id)


def test_somebody_else_may_be_responsible(office: SalesOffice) -> None:
    matter, clerk = Matter(office), new_id()
    matter.do("watch", DUE, responsible_id=clerk)
    [told] = office.started(ARCHIVE)
    assert told["responsible_id"] == str(clerk)


def test_what_was_over_may_be_opened_again(office: SalesOffice) -> None:
    matter = Matter(office)
    matter.do("watch", DUE)
    matter.do("drop")
    matter.do("watch", DUE)
    assert [status for _, _, status in matter.told()] == ["open", "dropped", "open"]


def test_with_the_deal_its_open_deadlines_end(office: SalesOffice) -> None:
    matter = Matter(office)
    matter.do("watch", DUE)
    matter.do("drop_all", DeadlineKind.BORROWING)
    assert len(matter.told()) == 1
    matter.do("drop_all")
    matter.do("drop_all")
    assert matter.told()[1:] == [("deadline_met", 2, "dropped")]


def test_what_has_no_deadline_is_met_in_silence(office: SalesOffice) -> None:
    matter = Matter(office)
    matter.do("met")
    matter.do("drop")
    assert matter.told() == []

"""Refused prices leave a trace; many of them are looked at."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.pricing import authority as operations
from contracts.refusals import Refusal
from services.inventory.pricing.authority import commands, queries
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice


def keep(office: SalesOffice, unit: UUID, *, at: datetime, count: int = 1) -> None:
    for _ in range(count):
        with office.transaction() as session:
            commands.keep(session, unit, Decimal("900000"), by=office.consultant, at=at)


def listed(office: SalesOffice, by: Actor) -> list[Any]:
    operation = operations.list_refused_prices
    ask = asked(operation, project_id=str(office.project))
    with office.transaction() as session:
        found = queries.list_refused_prices(session, ask, by=by)
        rows: list[Any] = answered(operation, found)["items"]
        return rows


def check(office: SalesOffice, by: Actor) -> Any:
    payload: dict[str, Any] = {
        "project_id": str(office.project),
        "staff_id": str(office.consultant.staff_id),
        "note": "已谈话",
    }
    return office.do(commands.check, operations.check_refused_prices, by, **payload)


def deadlines_told(office: SalesOffice) -> list[str]:
    kinds = ("deadlines_started", "deadline_set", "deadline_met")
    return [kind for kind in kinds for _ in office.told(kind)]


def test_four_in_an_hour_are_kept_and_the_fifth_is_told(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    now = clock.now()
    keep(office, unit, at=now - timedelta(hours=2), count=5)
    assert deadlines_told(office) == ["deadlines_started"]
    check(office, office.manager)
    keep(office, unit, at=now, count=4)
    assert deadlines_told(office) == ["deadlines_started", "deadline_met"]
    keep(office, unit, at=now)
    assert deadlines_told(office) == ["deadlines_started", "deadline_set", "deadline_met"]


def test_attempts_far_apart_are_no_search(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    for hours in range(9):
        keep(office, unit, at=clock.now() - timedelta(hours=9 - hours))
    assert deadlines_told(office) == []


def test_leaders_read_them_and_note_what_came_of_it(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    keep(office, unit, at=clock.now(), count=5)
    row = listed(office, office.manager)[0]
    assert (row["price"], row["number"], row["checked_at"]) == ("900000.00", "100", None)
    for by in (office.consultant, office.finance, office.clerk):
        with pytest.raises(Refusal, match="not_found"):
            listed(office, by)
        with pytest.raises(Refusal, match="not_found"):
            check(office, by)
    check(office, office.manager)
    assert {row["note"] for row in listed(office, office.director)} == {"已谈话"}
    with pytest.raises(Refusal, match="not_found"):
        check(office, office.manager)

"""What contracts lack, and contracts in figures (I-16)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.selling import contracts as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.changes.amendments import commands as changes
from services.inventory.register.deals.queries import locked
from services.inventory.selling.contracts.queries import execution, figures
from tests.commands import answered, asked
from tests.inventory.papers.archive.test_commands import file
from tests.inventory.workbench import SalesOffice


def contracts(office: SalesOffice, by: Actor, *, days: int = 0, **chosen: Any) -> Any:
    ask = asked(operations.list_contracts, **chosen)
    at = clock.now() + timedelta(days=days)
    with office.transaction() as session:
        found = execution.list_contracts(session, ask, by=by, at=at)
        return answered(operations.list_contracts, found)["items"]


def counted(
    office: SalesOffice,
    by: Actor | None = None,
    *,
    period: tuple[str, str] | None = None,
    days: int = 0,
    **chosen: Any,
) -> Any:
    span = dict(zip(("from", "to"), period or (), strict=False))
    ask = asked(operations.read_contract_statistics, **span, **chosen)
    at = clock.now() + timedelta(days=days)
    with office.transaction() as session:
        found = figures.read_contract_statistics(session, ask, by=by or office.manager, at=at)
        return answered(operations.read_contract_statistics, found)["items"]


def give_back(office: SalesOffice, deal: Any) -> None:
    """As an approved order would end it."""
    with office.transaction() as session:
        unit, found = locked(session, UUID(deal["id"]), office.manager, "deal.cancel")
        how: dict[str, Any] = {"said": "贷款未获批准", "by": office.manager, "at": clock.now()}
        changes.close(session, unit, found, "cancelled", **how)


@pytest.fixture
def deals(office: SalesOffice) -> list[Any]:
    """One reserved, one subscribed, one signed, one signed and archived, one cancelled."""
    units = office.on_sale(5)
    reserved = office.reserve(units[0], office.customer())
    made = [office.subscribe(unit, office.customer()) for unit in units[1:]]
    for deal in made[1:3]:
        office.made_ready(deal)
        office.sign(deal)
    file(office, made[2])
    give_back(office, made[3])
    return [reserved, *made]


def test_every_issue_finds_the_deals_that_have_it(office: SalesOffice, deals: list[Any]) -> None:
    subscribed, signed, filed = (deal["id"] for deal in deals[1:4])

    def found(issue: str, days: int = 0) -> set[str]:
        rows = contracts(office, office.manager, issue=issue, days=days)
        assert all(issue in row["issues"] for row in rows)
        return {row["deal_id"] for row in rows}

    assert {row["deal_id"] for row in contracts(office, office.manager)} == {
        subscribed,
        signed,
        filed,
    }
    assert found("documents_missing") == {subscribed}
    assert found("unarchived") == {signed}
    assert found("no_draft") == {subscribed, signed, filed}
    assert found("signing_overdue") == set()
    assert found("signing_overdue", days=9) == {subscribed}
    assert found("payment_overdue") == set()
    assert {signed, filed} <= found("payment_overdue", days=30)
    assert found("deviating") == set()


def test_contracts_are_filtered_and_paged(office: SalesOffice, deals: list[Any]) -> None:
    assert [row["stage"] for row in contracts(office, office.manager, stage="subscribed")] == [
        "subscribed"
    ]
    assert len(contracts(office, office.manager, page_size=1)) == 1
    assert contracts(office, office.manager, project_id=str(new_id())) == []
    assert contracts(office, office.posted_as(Role.CONSULTANT)) == []
    assert len(contracts(office, office.consultant)) == 3


def test_what_was_received_is_beside_the_price(office: SalesOffice, deals: list[Any]) -> None:
    rows = {row["deal_id"]: row for row in contracts(office, office.finance)}
    assert rows[deals[2]["id"]]["received"] == "20000.00"
    assert rows[deals[1]["id"]]["received"] == "0.00"


def test_the_figures_of_a_period(office: SalesOffice, deals: list[Any]) -> None:
    today = clock.business_day(clock.now()).isoformat()
    [row] = counted(office, period=(today, today))
    assert (row["subscribed"], row["subscribed_amount"]) == (4, "4000000.00")
    assert (row["signed"], row["signed_amount"]) == (2, "2000000.00")
    assert (row["cancelled"], row["deviating"]) == (1, 0)
    assert (row["documents_missing"], row["unarchived"]) == (1, 1)
    assert (row["contracted"], row["received"]) == ("2000000.00", "40000.00")
    assert (row["days_to_subscription"], row["days_to_signing"]) == ("0.0", "0.0")
    assert row["project"] == "鹭鸣北湖名邸"
    [later] = counted(office, days=30, period=("2020-01-01", "2020-12-31"))
    assert (later["subscribed"], later["signed"], later["days_to_signing"]) == (0, 0, None)
    assert later["signing_overdue"] == 1
    assert later["overdue"] not in ("0.00", None)


def test_a_period_that_ends_before_it_begins_is_refused(office: SalesOffice) -> None:
    with pytest.raises(Refusal, match="invalid_input"):
        counted(office, period=("2026-02-01", "2026-01-31"))


def test_figures_are_those_of_the_projects_one_may_see(
    office: SalesOffice, deals: list[Any]
) -> None:
    stranger = office.posted_as(Role.SALES_MANAGER, project=new_id())
    assert counted(office, stranger) == []
    assert len(counted(office, office.director)) == 1
    assert len(counted(office, project_id=str(office.project))) == 1
    assert counted(office, project_id=str(new_id())) == []

"""The demonstration company: entered through the API, continued when interrupted, entered once."""

import stat
from collections import Counter
from typing import Any

import pytest

from contracts.inventory.changes.change_terms import ChangeKind
from contracts.inventory.milestones.procedures import MilestoneKind
from contracts.inventory.money.invoices import InvoiceKind, InvoiceStatus
from contracts.inventory.money.receipts import ReceiptStatus
from contracts.inventory.register.units import UnitStatus
from demo import prices
from demo.notebook import Notebook
from demo.projects import PROJECTS
from tests.e2e import company
from tests.e2e.company import Company, eventually, ok, units_of
from tests.stack import Stack


def test_four_projects_with_their_units_at_every_stage(company_at_work: Company) -> None:
    director = company_at_work.one("sales_director")
    statuses: Counter[str] = Counter()
    for project in PROJECTS:
        path = f"/projects/{company_at_work.project(project.code)}/board"
        statuses.update(unit["status"] for unit in units_of(ok(director.get(path))))
    assert len(PROJECTS) >= 4
    assert statuses.total() >= 600
    wanted = {str(status) for status in UnitStatus} - {"draft"}
    assert wanted <= set(statuses)
    path = f"/projects/{company_at_work.project(PROJECTS[0].code)}/units"
    assert ok(company_at_work.one("control_clerk").get(path, status="draft"))["items"]


def test_the_accounts_are_for_their_owner_only_and_log_in(company_at_work: Company) -> None:
    file = company_at_work.home / "accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {"administrator", "consultant", "finance"} <= {
        account["role"] for account in company_at_work.accounts
    }
    for account in company_at_work.accounts:
        assert set(account) == {"role", "username", "password", "name"}
        assert len(account["password"]) >= 12
        session = company_at_work.named(account["username"]).session
        assert session["staff"]["roles"] == [account["role"]]


def test_the_figures_show_its_business(company_at_work: Company) -> None:
    director = company_at_work.one("sales_director")

    def told() -> None:
        first, last = _days(company_at_work)
        figures = ok(director.get("/figures", **{"from": first, "to": last}))["total"]
        assert figures["sold_units"] >= 36
        assert figures["cancelled_units"] >= 1
        assert figures["receipts"] >= 36

    eventually(told)


@pytest.mark.parametrize(
    ("path", "field", "expected"),
    [
        ("/quotations", "status", {"draft", "in_review", "reviewed", "used"}),
        ("/holds", "status", {"requested", "granted"}),
        ("/special-discounts", "status", {"requested", "granted"}),
        ("/promises", "status", {"requested", "promised", "breached"}),
        ("/data-changes", "status", {"requested", "made"}),
        ("/change-orders", "status", {"requested", "done", "refused"}),
        ("/change-orders", "kind", {str(kind) for kind in ChangeKind} - {"remove_owner"}),
        ("/receipts", "status", {str(status) for status in ReceiptStatus}),
        ("/invoices", "status", {str(status) for status in InvoiceStatus}),
        ("/invoices", "kind", {str(kind) for kind in InvoiceKind}),
        ("/refunds", "status", {"requested", "confirmed", "paid"}),
        ("/milestones", "kind", {str(kind) for kind in MilestoneKind}),
        ("/borrowings", "status", {"requested", "lent", "returned"}),
        ("/letters", "direction", {"incoming", "outgoing"}),
    ],
)
def test_what_is_asked_for_stands_at_every_stage(
    company_at_work: Company, path: str, field: str, expected: set[str]
) -> None:
    """A page without data shows nothing of what it is for."""
    director = company_at_work.one("sales_director")
    rows = ok(director.get(path, page_size=200))["items"]
    assert expected <= {row[field] for row in rows}


@pytest.mark.parametrize(
    "role", ["sales_manager", "sales_director", "general_manager", "finance", "consultant"]
)
def test_the_list_over_all_services_shows_what_waits_in_each(
    company_at_work: Company, role: str
) -> None:
    somebody = company_at_work.one(role)

    def waiting(path: str, **chosen: Any) -> dict[str, Any]:
        rows = ok(somebody.get(path, page_size=200, **chosen))["items"]
        return {row["id"]: (row["may_decide"], row["still_needs"]) for row in rows}

    def same() -> None:
        assert waiting("/open-approvals") == waiting("/approvals", status="pending")

    eventually(same)


def test_prices_are_in_force_to_come_and_waiting(company_at_work: Company) -> None:
    director = company_at_work.one("sales_director")
    path = f"/projects/{company_at_work.project(prices.PROJECT)}/price-lists"
    versions = {version["status"] for version in ok(director.get(path))["items"]}
    assert {"draft", "submitted", "approved", "effective", "superseded"} <= versions


def test_garages_are_bound_to_homes_and_sold_with_them(company_at_work: Company) -> None:
    director = company_at_work.one("sales_director")
    bound: list[Any] = []
    free: list[Any] = []
    for project in (one for one in PROJECTS if one.garage):
        path = f"/projects/{company_at_work.project(project.code)}/units"
        for usage in ("parking", "storage"):
            for unit in ok(director.get(path, usage=usage, page_size=200))["items"]:
                (bound if unit["bound_to"] else free).append(unit)
    assert {unit["usage"] for unit in bound} == {unit["usage"] for unit in free}
    assert {unit["status"] for unit in bound} == {"available", "subscribed", "sold"}


def test_a_second_load_enters_nothing(company_at_work: Company, stack: Stack) -> None:
    assert "nothing to enter" in company.load_demonstration(stack)


def test_a_load_that_was_interrupted_is_continued(company_at_work: Company, stack: Stack) -> None:
    """Its last answers never arrived: the same is entered again under the same keys. (What it had
    decided by itself, it had noted before.)"""
    before = _everything(company_at_work)
    notebook = company_at_work.home / "demo.jsonl"
    whole = notebook.read_text()
    lines = whole.splitlines(keepends=True)
    decided = [line for line in lines[-200:] if line.startswith('["unit for')]
    notebook.write_text("".join([*lines[:-200], *decided, lines[-1][:20]]))
    assert f"{200 - len(decided)} entries" in company.load_demonstration(stack)
    assert _everything(company_at_work) == before
    assert sorted(notebook.read_text().splitlines(keepends=True)) == sorted(lines)


def _everything(company: Company) -> list[int]:
    director = company.one("sales_director")
    counts = []
    for path in ("/deals", "/customers", "/receipts"):
        items, cursor = 0, None
        while True:
            query = {"page_size": 200} | ({"cursor": cursor} if cursor else {})
            page = ok(director.get(path, **query))
            items, cursor = items + len(page["items"]), page["next"]
            if not cursor:
                break
        counts.append(items)
    return counts


def _days(company: Company) -> tuple[str, str]:
    notebook = Notebook(company.home)
    return str(notebook.day(7)), str(notebook.day(-1))

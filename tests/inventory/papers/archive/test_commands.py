"""A contract is archived on the day of its signing; every document has its place (I-16)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.papers import archive as operations
from contracts.inventory.papers.archive import ArchiveKind
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.papers.archive import commands, queries
from services.inventory.register.deals.models import Deal
from tests.commands import answered, asked
from tests.inventory.papers.attachments.desk import attach, remove
from tests.inventory.selling.contracts.drafting import contract_of
from tests.inventory.workbench import SalesOffice


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOUPAN_FILES", str(tmp_path))


def file(office: SalesOffice, deal: Any, *, by: Actor | None = None, **more: Any) -> Any:
    payload = {
        "deal_id": deal["id"],
        "kind": "contract",
        "title": "商品房买卖合同",
        "copies": 4,
        "place": "A柜 3-12",
    } | more
    return office.do(
        commands.file_document, operations.file_document, by or office.clerk, **payload
    )


def archived(office: SalesOffice, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
    ask = asked(operations.list_archive, **chosen)
    with office.transaction() as session:
        found = answered(operations.list_archive, queries.list_archive(session, ask, by=by))
        items: list[dict[str, Any]] = found["items"]
        return items


def signed(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1)
    deal = office.subscribe(unit, office.customer())
    office.made_ready(deal)
    return office.sign(deal)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_a_signed_contract_is_due_in_the_archive_the_same_day(office: SalesOffice) -> None:
    deal = signed(office)
    [told] = office.started("archive")
    due = clock.start_of(clock.business_day(clock.now()) + timedelta(days=1))
    assert (told["subject_id"], told["due_at"]) == (deal["id"], due.isoformat())
    assert contract_of(office, deal)["issues"] == ["no_draft", "unarchived"]
    file(office, deal)
    [met] = [e["data"] for e in office.told("deadline_met") if e["data"]["kind"] == "archive"]
    assert met["status"] == "met"
    contract = contract_of(office, deal)
    assert (contract["archived"], contract["issues"]) == (True, ["no_draft"])


def test_a_contract_is_not_archived_before_it_is_signed(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.subscribe(unit, office.customer())
    with refused("not_signed_yet"):
        file(office, deal)
    file(office, deal, kind="subscription_letter", title="认购书")
    assert [row["kind"] for row in archived(office, office.consultant)] == ["subscription_letter"]


def test_a_document_has_copies_a_place_and_its_scan(office: SalesOffice) -> None:
    deal = signed(office)
    scan = attach(office, "deal", deal["id"])
    file(office, deal, attachment_id=scan["id"])
    [row] = archived(office, office.manager, deal_id=deal["id"], kind="contract")
    assert (row["copies"], row["place"], row["attachment_id"]) == (4, "A柜 3-12", scan["id"])
    assert (row["building"], row["stair"], row["number"]) == ("1", "1", "100")
    assert row["contract_number"] == deal["contract_number"]
    assert row["lent"] is False
    with refused("attachment_kept"):
        remove(office, scan)


def test_another_deals_scan_is_no_document_of_this_one(office: SalesOffice) -> None:
    first, second = office.on_sale(2)
    deals = [office.subscribe(unit, office.customer()) for unit in (first, second)]
    scan = attach(office, "deal", deals[0]["id"])
    with refused("not_found"):
        file(office, deals[1], kind="annex", attachment_id=scan["id"])


def test_what_came_by_an_order_gets_its_place_later(office: SalesOffice) -> None:
    deal = signed(office)
    with office.transaction() as session:
        found = session.get_one(Deal, deal["id"])
        how: dict[str, Any] = {"source_id": new_id(), "by": office.manager, "at": clock.now()}
        made = commands.file(session, found, ArchiveKind.CHANGE_AGREEMENT, "更名协议", **how)
    [row] = archived(office, office.clerk)
    assert row["place"] is None
    wish: dict[str, Any] = {"document_id": str(made.id), "place": "B柜 2-1"}
    operation = operations.shelve_document
    with refused("not_found"):
        stranger = office.posted_as(Role.SALES_ASSISTANT, project=new_id())
        office.do(commands.shelve, operation, stranger, **wish)
    scan = attach(office, "deal", deal["id"])
    office.do(commands.shelve, operation, office.clerk, **wish, attachment_id=scan["id"])
    [row] = archived(office, office.clerk)
    assert (row["place"], row["copies"], row["attachment_id"]) == ("B柜 2-1", 1, scan["id"])
    office.do(commands.shelve, operation, office.clerk, **wish | {"copies": 3})
    [row] = archived(office, office.clerk)
    assert (row["copies"], row["attachment_id"]) == (3, scan["id"])


def test_the_archive_reaches_as_far_as_the_deals(office: SalesOffice) -> None:
    deal = signed(office)
    file(office, deal)
    assert archived(office, office.posted_as(Role.CONSULTANT)) == []
    assert archived(office, office.posted_as(Role.SALES_MANAGER, project=new_id())) == []
    with refused("not_found"):
        file(office, deal, by=office.posted_as(Role.SALES_ASSISTANT, project=new_id()))


def test_the_list_goes_on_where_a_page_ends(office: SalesOffice) -> None:
    deal = signed(office)
    for number in range(3):
        file(office, deal, kind="annex", title=f"附件{number}")
    ask = asked(operations.list_archive, page_size=2)
    with office.transaction() as session:
        page = queries.list_archive(session, ask, by=office.clerk)
        ask.cursor = page["next"]
        rest = queries.list_archive(session, ask, by=office.clerk)
    assert [row["title"] for row in page["items"] + rest["items"]] == ["附件2", "附件1", "附件0"]
    assert rest["next"] is None

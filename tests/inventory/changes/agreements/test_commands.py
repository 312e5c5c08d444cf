"""The agreement on a change is drafted once it is made, kept, and shown in the archive (I-21)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.changes import agreements as operations
from contracts.media import DOCX
from contracts.office.roles import Role
from contracts.schema import Ask, new_id
from services.inventory.changes.agreements import commands, queries, rules
from services.inventory.changes.agreements.commands import Written
from services.inventory.changes.change_orders.models import ChangeOrder
from services.inventory.papers.attachments.entrypoints import files, keep
from services.inventory.papers.templates.filling import render
from services.inventory.papers.templates.standard import standard_template
from services.inventory.selling.contracts.rules import Party
from tests.commands import answered, asked
from tests.databases import Database
from tests.files import texts
from tests.inventory.changing import Orders, refused
from tests.inventory.papers.attachments.desk import may_read


@pytest.fixture
def orders(
    database: Callable[[str], Database], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Orders:
    monkeypatch.setenv("LOUPAN_FILES", str(tmp_path))
    return Orders(database("inventory").engine)


def draft(orders: Orders, order: Any, *, by: Actor | None = None) -> Any:
    """As the entrypoint does it; crm's answer is given."""
    written: list[Written] = []

    def command(session: Session, ask: Ask, **how: Any) -> Any:
        if written:
            ask.written = written[0]
        return commands.draft(session, ask, **how)

    def run() -> Any:
        operation = operations.draft_agreement
        return orders.do(command, operation, by or orders.clerk, change_order_id=order["id"])

    with pytest.raises(NotKnownYet):
        run()
    with orders.transaction() as session:
        found = session.get_one(ChangeOrder, UUID(order["id"]))
        changed = queries.changed(session, found, clock.now())
    values = rules.values(changed, dict.fromkeys(changed.people, Party("李晓梅")))
    template = standard_template(rules.DOCUMENT_OF[changed.kind])
    written.append(Written(keep(render(template, values), DOCX), None))
    return run()


def listed(orders: Orders, order: Any, by: Actor) -> Any:
    operation = operations.list_agreements
    with orders.transaction() as session:
        ask = asked(operation, change_order_id=order["id"])
        return answered(operation, queries.listed(session, ask, by=by))["items"]


def archived(orders: Orders) -> Any:
    with orders.engine.connect() as connection:
        return connection.scalar(text("SELECT attachment_id::text FROM archived_document"))


def test_the_agreement_tells_both_units_and_earlier_texts_stay(orders: Orders) -> None:
    unit, other = orders.on_sale(2)
    deal = orders.subscribe(unit, orders.customer())
    order = orders.change(deal, "unit_change", target_unit_id=str(other))
    first, second = draft(orders, order), draft(orders, order)
    assert (first["number"], second["number"]) == (1, 2)
    said = texts(files().get(may_read(orders, {"id": first["attachment_id"]}, orders.manager).key))
    new = orders.deal({"id": order["new_deal_id"]})
    assert "换房协议" in said
    assert "买受人：李晓梅" in said
    assert f" {order['unit_number']}，第" in said
    assert f" {order['consequences']['target_unit_number']}，建筑面积" in said
    assert f"总价人民币 {order['consequences']['old_price']} 元" in said
    assert f"总价人民币 {new['price']} 元" in said
    assert [text["number"] for text in listed(orders, order, orders.consultant)] == [2, 1]
    assert archived(orders) == second["attachment_id"]


def test_a_signed_scan_in_the_archive_stays(orders: Orders) -> None:
    deal = orders.signed()
    order = orders.change(deal, "cancellation")
    draft(orders, order)
    scan = draft(orders, order)["attachment_id"]  # stands for a file that is no draft
    with orders.engine.begin() as connection:
        connection.execute(text("DELETE FROM change_agreement WHERE number = 2"))
    draft(orders, order)
    assert archived(orders) == scan


def test_an_agreement_needs_the_change_and_the_right(orders: Orders) -> None:
    deal = orders.subscribed()
    waiting = orders.request_change(deal, "cancellation")
    operation = operations.draft_agreement
    elsewhere = orders.posted_as(Role.CONTROL_CLERK, project=new_id())
    for by, code in ((orders.clerk, "agreement_not_due"), (elsewhere, "not_found")):
        with refused(code):
            orders.do(commands.draft, operation, by, change_order_id=waiting["id"])
    with refused("not_found"):
        listed(orders, waiting, elsewhere)

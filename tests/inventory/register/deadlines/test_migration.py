"""Signings that were open before they were deadlines like every other."""

import pytest
from alembic import command

from common.migrate import configuration
from contracts import event as events
from tests.inventory.workbench import SalesOffice

BEFORE = "0007"


def test_open_signings_become_deadlines_and_are_told(
    office: SalesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = office.on_sale(2)
    deal = office.subscribe(first, office.customer())
    sold = office.subscribe(second, office.customer())
    office.made_ready(sold)
    office.sign(sold)
    told = len(office.told())

    url = office.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("INVENTORY_DATABASE_URL", url)
    command.downgrade(configuration("inventory"), BEFORE)
    command.upgrade(configuration("inventory"), "head")

    [body] = office.told()[told:]
    event = events.read(body)
    assert (event.type.name, event.version) == ("deadline_set", 2)
    assert (event.data.kind, event.data.status) == ("signing", "open")
    assert str(event.data.subject_id) == str(event.data.deal_id) == deal["id"]
    assert event.data.due_at.isoformat() == office.deal(deal)["sign_by"]
    assert event.data.responsible_id == event.data.consultant_id == office.consultant.staff_id
    assert event.project_id is not None
    [archive] = office.started("archive")
    office.made_ready(deal)
    office.sign(deal)
    [met] = office.told("deadline_met")[-1:]
    assert (met["version"], met["data"]["subject_id"]) == (3, deal["id"])
    assert met["data"]["unit_number"] == event.data.unit_number
    assert archive["deal_id"] == sold["id"]

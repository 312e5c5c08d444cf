"""What the other services get to know about inventory's approvals, also those of before."""

from collections.abc import Callable
from typing import Any

import pytest
from alembic import command

from common.migrate import configuration
from contracts import event as events
from contracts.inventory.consent.approvals import CONSENT
from contracts.schema import new_id
from tests.databases import Database
from tests.inventory.consent.delegations.test_commands import delegate
from tests.inventory.consenting import DECISIONS
from tests.inventory.control.holds.test_commands import request
from tests.inventory.selling.promises.test_commands import request as promise
from tests.inventory.workbench import SalesOffice


def told(office: SalesOffice, name: str) -> list[dict[str, Any]]:
    return [event["data"] for event in office.told(name)]


def test_events_name_the_matter_without_amounts_and_words(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    hold = request(office, unit, office.customer())
    [event] = told(office, "approval_requested")
    assert event["approval_id"] == hold["approval_id"]
    assert event["facts"] == {"unit_id": str(unit), "unit_number": "100"}


def test_a_consent_that_is_not_the_last_is_told(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.subscribe(unit, office.customer())
    asked_for = promise(office, deal, amount="5000.00", payment_form="cash")
    payload: dict[str, Any] = {"approval_id": asked_for["approval_id"], "verdict": "approve"}
    office.do(DECISIONS.decide, CONSENT.decide, office.manager, **payload)
    [event] = told(office, "approval_advanced")
    assert (event["status"], event["still_needs"]) == ("pending", ["general_manager"])
    office.do(DECISIONS.decide, CONSENT.decide, office.general_manager, **payload)
    [last] = told(office, "approval_decided")
    assert (last["status"], last["still_needs"]) == ("approved", [])


def test_the_migration_tells_what_was_open_before(
    database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = database("inventory")
    office = SalesOffice(made.engine)
    open_unit, decided_unit = office.on_sale(2)
    waiting = request(office, open_unit, office.customer())
    decided = request(office, decided_unit, office.customer())
    payload: dict[str, Any] = {"approval_id": decided["approval_id"], "verdict": "approve"}
    office.do(DECISIONS.decide, CONSENT.decide, office.manager, **payload)
    delegation = delegate(office, new_id())
    before = len(office.told())
    monkeypatch.setenv("INVENTORY_DATABASE_URL", made.url)
    made.engine.dispose()
    command.downgrade(configuration("inventory"), "0007")
    command.upgrade(configuration("inventory"), "head")
    approval, delegated = [events.read(event) for event in office.told()[before:]]
    assert (str(approval.aggregate_id), approval.version) == (waiting["approval_id"], 1)
    assert approval.data.still_needs == ["sales_manager"]
    assert approval.data.facts == {"unit_id": str(open_unit), "unit_number": "100"}
    assert str(delegated.data.delegation_id) == delegation["id"]

"""A deputy is named once, for a time, and every service gets to know (委托)."""

from datetime import timedelta
from typing import Any

import pytest

from common import clock
from contracts.inventory.consent import delegations as operations
from contracts.inventory.consent.approvals import CONSENT
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.consent.delegations import commands
from tests.inventory.consenting import DECISIONS
from tests.inventory.control.holds.test_commands import request
from tests.inventory.workbench import SalesOffice


def delegate(office: SalesOffice, to: Any, days: int = 3) -> Any:
    until = (clock.now() + timedelta(days=days)).isoformat()
    operation = operations.delegate_approvals
    return office.do(commands.delegate, operation, office.manager, to_staff_id=str(to), until=until)


def end(office: SalesOffice, delegation: Any) -> Any:
    operation = operations.end_delegation
    return office.do(commands.end, operation, office.manager, delegation_id=delegation["id"])


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_a_deputy_decides_while_the_delegation_runs(office: SalesOffice) -> None:
    deputy = office.posted_as(Role.CONTROL_CLERK)
    delegation = delegate(office, deputy.staff_id)
    first, second = (request(office, unit, office.customer()) for unit in office.on_sale(2))
    verdict: dict[str, Any] = {"verdict": "approve"}
    given = office.do(
        DECISIONS.decide, CONSENT.decide, deputy, approval_id=first["approval_id"], **verdict
    )
    assert given["status"] == "approved"
    end(office, delegation)
    with refused("not_a_decider"):
        office.do(
            DECISIONS.decide, CONSENT.decide, deputy, approval_id=second["approval_id"], **verdict
        )


def test_the_other_services_get_to_know_who_decides_in_whose_place(office: SalesOffice) -> None:
    deputy = office.posted_as(Role.CONTROL_CLERK)
    delegation = delegate(office, deputy.staff_id)
    end(office, delegation)
    [begun], [ended] = office.told("approvals_delegated"), office.told("delegation_ended")
    assert (begun["version"], ended["version"]) == (1, 2)
    assert begun["data"]["to_staff_id"] == str(deputy.staff_id)
    assert begun["data"]["roles"] == ["sales_manager"]
    assert begun["data"]["project_ids"] == [str(office.project)]
    assert ended["data"]["until"] < begun["data"]["until"]


@pytest.mark.parametrize("days", [-1, 0, 61])
def test_a_delegation_ends_within_sixty_days(office: SalesOffice, days: int) -> None:
    with refused("delegation_invalid"):
        delegate(office, new_id(), days)


def test_nobody_delegates_to_themselves(office: SalesOffice) -> None:
    with refused("delegation_invalid"):
        delegate(office, office.manager.staff_id)

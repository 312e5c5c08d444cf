import base64
import os

import pytest

from contracts.office.roles import Role
from contracts.schema import new_id
from services.crm import vault as vaults
from services.crm.files.numbers import commands, queries
from tests.crm.workbench import Workbench
from tests.tokens import actor_for, keys


def use_keys(monkeypatch: pytest.MonkeyPatch, current: str, retired: str = "") -> None:
    monkeypatch.setenv("CRM_DATA_KEY", current)
    monkeypatch.setenv("CRM_RETIRED_DATA_KEYS", retired)
    vaults.vault.cache_clear()


def reseal(crm: Workbench, limit: int = 100) -> int:
    with crm.transaction() as session:
        return commands.reseal(session, limit=limit)


def test_a_new_key_takes_over_while_serving(
    crm: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = actor_for(Role.CONSULTANT, projects=[new_id()])
    customers = [crm.registered(by, phone=f"1380000567{digit}") for digit in range(3)]
    fresh = base64.b64encode(os.urandom(32)).decode()
    assert reseal(crm) == 0

    use_keys(monkeypatch, fresh, retired=keys().crm_data_key)
    with crm.transaction() as session:
        assert queries.opened_numbers(session, customers[0], "phone") == ["13800005670"]
    assert [reseal(crm, limit=2), reseal(crm, limit=2), reseal(crm)] == [2, 1, 0]

    use_keys(monkeypatch, fresh)
    with crm.transaction() as session:
        for digit, customer_id in enumerate(customers):
            opened = queries.opened_numbers(session, customer_id, "phone")
            assert opened == [f"1380000567{digit}"]
        [found] = session.scalars(queries.holder_of("13800005671", "phone"))
    assert found == customers[1]

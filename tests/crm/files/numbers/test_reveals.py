"""Numbers are shown for a reason only, and are nowhere as text."""

import pytest

from contracts.refusals import Refusal
from tests.crm.people import consultant
from tests.crm.workbench import Workbench

IDENTITY = "11010519491231002X"


def test_numbers_and_contacts_are_nowhere_in_the_database_as_text(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678", identity_number=IDENTITY)
    crm.change(customer_id, me, phones=["13911112222"])
    crm.reveal(customer_id, me, reason="call")
    stored = crm.everything()
    for number in ("13800005678", "13911112222", IDENTITY):
        assert number not in stored
        assert number.encode().hex() not in stored  # how PostgreSQL shows bytes
    assert "张三" in stored  # the search is able to find what is there


def test_names_and_numbers_never_enter_events(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678", identity_number=IDENTITY)
    crm.reveal(customer_id, me, reason="call")
    told = str(crm.told())
    assert "张三" not in told
    assert "13800005678" not in told
    assert IDENTITY not in told


def test_a_reveal_shows_the_number_and_is_told(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678", more_phones=["028-86543210"])
    assert crm.reveal(customer_id, me, reason="call") == ["13800005678", "02886543210"]
    assert crm.reveal(customer_id, me, field="identity_number", reason="contract") == []
    first, second = crm.told("personal_data_revealed")
    assert first["data"] == {
        "customer_id": str(customer_id),
        "staff_id": str(me.staff_id),
        "field": "phone",
        "reason": "call",
    }
    assert second["data"]["field"] == "identity_number"


def test_a_reveal_needs_a_reason_and_the_customer_within_scope(crm: Workbench) -> None:
    customer_id = crm.registered(consultant())
    with pytest.raises(Refusal, match="invalid_input"):
        crm.reveal(customer_id, consultant())
    with pytest.raises(Refusal, match="not_found"):
        crm.reveal(customer_id, consultant(), reason="call")
    assert crm.told("personal_data_revealed") == []

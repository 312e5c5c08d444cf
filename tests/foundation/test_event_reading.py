"""An event is what its declaration says, or it is refused with a cause that names the field."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.event import EVENTS, Event, TooNew, Unreadable, read
from contracts.inventory.money.receipts import RECEIPT_CHANGED
from contracts.inventory.register.units import UNIT_SOLD
from contracts.reminders.events import NOTICE_SENT
from contracts.schema import new_id
from tests.commands import envelope

NO_WORDS = (None, "", 3, "Unit", "unit sold", "unit\x00sold", "楼盘", "u" * 61, "1")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)

SOME_ID = "01939b6e-0000-7000-8000-000000000001"


def each(*fixed: Any, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [(*fixed, value) for value in values]


def sold() -> dict[str, Any]:
    data = {
        "unit_id": new_id(),
        "unit_number": "2-1-1804",
        "status": "sold",
        "deal_id": new_id(),
        "customer_id": new_id(),
        "consultant_id": new_id(),
        "amount": Decimal("2310400.00"),
        "area": Decimal("118.32"),
        "business_day": date(2027, 1, 15),
        "contract_number": "HT-2027-0042",
        "list_amount": Decimal("2350000.00"),
    }
    return envelope(UNIT_SOLD, data, new_id(), 7, new_id())


def asked_for() -> dict[str, Any]:
    ids = {name: new_id() for name in ("receipt_id", "deal_id", "customer_id", "consultant_id")}
    asks = [{"number": 1, "kind": "deposit", "amount": Decimal("50000.00"), "due_on": None}]
    data = ids | {"amount": Decimal(1), "kind": "deposit", "status": "endorsed", "asks": asks}
    return envelope(RECEIPT_CHANGED, data | {"taken": True}, new_id())


def notice() -> dict[str, Any]:
    data = {"notice_id": new_id(), "recipient_id": new_id(), "kind": "signing", "level": 2}
    return envelope(NOTICE_SENT, data | {"acknowledge_by": datetime.now(UTC)}, new_id())


def refused(body: Any, *, kind: Any = UNIT_SOLD) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(body, kind)
    return str(refusal.value)


@pytest.mark.parametrize("made", [sold, asked_for, notice])
def test_an_event_as_its_service_writes_it_is_believed(made: Any) -> None:
    body = made()
    event = read(body)
    assert (str(event.id), event.type.name, event.version) == (
        body["id"],
        body["type"],
        body["version"],
    )
    grown = body | {"since_next_year": 1, "data": body["data"] | {"more": [1]}}
    assert read(grown).data == event.data, "fields may be added"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *each("id", values=(None, 7, "", "x" * 36, SOME_ID[:-1], [SOME_ID])),
        *each("aggregate_id", values=(None, 1.5, "0" * 40, {})),
        *each("project_id", values=("", "-", 3, True, [])),
        *each("schema", values=(None, 0, -1, "1", 1.0, True, 1 << 40)),
        *each("version", values=(None, -1, "3", 2.5, False, 1 << 31, 1 << 70)),
        *each(
            "occurred_at",
            values=(
                None,
                0,
                "today",
                "2027-01-15",
                "2027-01-15T08:00:00",
                "0000-01-01T00:00:00+00:00",
                "0001-01-01T00:00:00+14:00",
                "1999-12-31T23:59:59+00:00",
                "2100-01-01T00:00:00+00:00",
                "9999-12-31T23:59:59-12:00",
                "10000-01-01T00:00:00+00:00",
                "2027-01-15T08:00:00+99:99",
                "2027-02-30T08:00:00+00:00",
            ),
        ),
        *each("by", values=(None, "", 5, "x" * 201, "system:\x00crm")),
        *each("request_id", values=("", 5, "r" * 201, "\x00", ["r"])),
        *each("data", values=(None, [], "{}", 0)),
        *each("source", values=NO_WORDS),
        *each("type", values=NO_WORDS),
    ],
)
def test_an_envelope_with_another_field_is_refused_by_its_name(field: str, value: Any) -> None:
    assert f"the envelope's {field} " in refused(sold() | {field: value})


@pytest.mark.parametrize("field", sorted(sold().keys() - {"project_id"}))
def test_an_envelope_without_a_field_is_refused_by_its_name(field: str) -> None:
    body = sold()
    del body[field]
    assert field in refused(body)


@pytest.mark.parametrize("body", [None, 1, "event", [], [sold()], True])
def test_what_is_no_object_is_refused(body: Any) -> None:
    assert refused(body) == "not an object"


@pytest.mark.parametrize(
    ("source", "kind"),
    [("crm", "unit_sold"), ("inventory", "unit_released"), ("office", "staff_left"), ("a", "b")],
)
def test_source_and_type_are_those_that_the_handler_waits_for(source: str, kind: str) -> None:
    cause = refused(sold() | {"source": source, "type": kind})
    assert cause == f"{source}.{kind} is not inventory.unit_sold"


@pytest.mark.parametrize("schema", [2, 3, 900])
def test_a_later_schema_waits_for_the_upgrade(schema: int) -> None:
    with pytest.raises(TooNew, match=f"schema {schema} of inventory.unit_sold is newer than 1"):
        read(sold() | {"schema": schema}, UNIT_SOLD)


@pytest.mark.parametrize(
    ("made", "field", "value"),
    [
        *each(sold, "unit_id", values=(None, 4, "x", "")),
        *each(
            sold,
            "amount",
            values=(None, "a", "NaN", "-1", "1.001", "1e999999", 10**30, [], True, ""),
        ),
        *each(sold, "business_day", values=(None, "today", "0000-01-01", 20270115)),
        *each(sold, "business_day", values=("0001-01-01", "9999-12-31", "1899-12-31")),
        *each(sold, "contract_number", values=(None, 7, "x" * 2001, "HT\x00", ["HT"])),
        *each(sold, "status", values=(None, {}, True)),
        *each(notice, "level", values=("2", 2.0, 2.5, True, 1 << 31, 1 << 80, -(1 << 40))),
        *each(notice, "acknowledge_by", values=("2027-01-01T00:00:00", "0000", 5)),
        (notice, "acknowledge_by", "0001-05-05T00:00:00Z"),
        (notice, "acknowledge_by", "9999-05-05T00:00:00Z"),
        *each(asked_for, "taken", values=("yes", "on", 2, "true", [])),
        *each(asked_for, "asks", values=({}, "none", [None], [[]], [{}], 1)),
        (asked_for, "asks", [{"number": "1", "kind": "a", "amount": "1.00"}]),
        (asked_for, "asks", [{"number": 1, "kind": "a\x00", "amount": "1.00"}]),
        (asked_for, "asks", [{"number": 1, "kind": "a", "amount": "1.00"}] * 10_001),
    ],
)
def test_data_of_another_type_or_out_of_bounds_is_refused_by_its_field(
    made: Any, field: str, value: Any
) -> None:
    body = made()
    body["data"][field] = value
    cause = refused(body, kind=None)
    assert cause.startswith(f"data of {body['source']}.{body['type']}: ")
    assert "\x00" not in cause
    assert len(cause) < 500


@pytest.mark.parametrize("kind", EVENTS.values(), ids=lambda kind: str(kind.key))
def test_every_event_lacks_nothing_that_is_required(kind: Any) -> None:
    required = {name for name, field in kind.data_schema.fields.items() if field.required}
    body = envelope(kind, {}, new_id()) | {"data": {}}
    cause = refused(body, kind=kind)
    assert required
    assert all(name in cause for name in required)


@given(field=st.sampled_from(sorted(sold())), value=JSON)
def test_whatever_stands_in_the_envelope_it_is_an_event_or_unreadable(
    field: str, value: Any
) -> None:
    _read_or_refuse(sold() | {field: value})


@given(made=st.sampled_from([sold, asked_for, notice]), name=st.integers(0, 20), value=JSON)
def test_whatever_stands_in_the_data_it_is_an_event_or_unreadable(
    made: Any, name: int, value: Any
) -> None:
    body = made()
    names = sorted(body["data"])
    body["data"][names[name % len(names)]] = value
    _read_or_refuse(body)


def _read_or_refuse(body: Any) -> None:
    with suppress(Unreadable):
        assert isinstance(read(body), Event)

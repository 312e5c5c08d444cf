"""No answer to a price tells where the floors lie: two offices that differ in nothing but floors
answer every price alike, in what is answered and in all that can be read afterwards."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from common.consent import queries as approval_queries
from contracts.inventory.consent.approvals import CONSENT
from contracts.office.rights import widest_scope
from contracts.office.roles import Role
from contracts.operation import OPERATIONS
from contracts.refusals import Refusal
from services.inventory.pricing.authority import rules
from tests.commands import answered, asked
from tests.databases import Database
from tests.inventory.changing import Orders
from tests.inventory.selling.quotations import desk as quotations
from tests.inventory.selling.specials import desk as specials

PRICES = (
    "1000000",
    "999999.99",
    "990000",
    "989999",
    "984500",
    "983999",
    "981999",
    "979999",
    "970000",
    "965000",
)
"""At the ends of each role's share, and on both sides of every floor."""

Ask = Callable[[Orders, Actor, UUID, str], Any]


def _subscribed(office: Orders, unit: UUID) -> Any:
    return office.subscribe(unit, office.customer())


def _drafted(office: Orders, unit: UUID, price: str) -> Any:
    return quotations.create(office, unit, office.customer(), price=price)


def _changed(office: Orders, by: Actor, unit: UUID, price: str) -> Any:
    asked_for = office.request_change(_subscribed(office, unit), "price_change", price=price, by=by)
    return [asked_for, office.order(asked_for, by=by)]


def _foreseen(office: Orders, by: Actor, unit: UUID, price: str) -> Any:
    return office.foreseen(_subscribed(office, unit), "price_change", price=price, by=by)


def _reserved(office: Orders, by: Actor, unit: UUID, price: str) -> Any:
    return office.deal(office.reserve(unit, office.customer(), price=price, by=by), by=by)


def _bought(office: Orders, by: Actor, unit: UUID, price: str) -> Any:
    return office.deal(office.subscribe(unit, office.customer(), price=price, by=by), by=by)


def _special(office: Orders, by: Actor, unit: UUID, price: str) -> Any:
    asked_for = specials.request(office, unit, office.customer(), price, by=by)
    return [asked_for, specials.rows(office, by, unit_id=str(unit))]


ASKS: Mapping[str, Ask] = {
    "reserve_unit": _reserved,
    "subscribe_unit": _bought,
    "request_special_discount": _special,
    "preview_quotation": lambda office, by, unit, price: quotations.preview(
        office, unit, by, price=price
    ),
    "create_quotation": lambda office, by, unit, price: quotations.read(
        office, _drafted(office, unit, price)
    ),
    "revise_quotation": lambda office, by, unit, price: quotations.revise(
        office, _drafted(office, unit, "1000000"), price=price
    ),
    "request_quotation_review": lambda office, by, unit, price: quotations.request_review(
        office, _drafted(office, unit, price)
    ),
    "request_change_order": _changed,
    "preview_change_order": _foreseen,
}
"""Every operation that takes a price for a unit, and what it leaves to be read."""


def _asks() -> list[Any]:
    """Each operation as each role that may call it and doesn't know the floors."""
    return [
        pytest.param(name, role, id=f"{name} as {role}")
        for name in ASKS
        for role in Role
        if widest_scope(OPERATIONS[f"inventory.{name}"].permission, frozenset({str(role)}))
        and not widest_scope("price.read_floor", frozenset({str(role)}))
    ]


def test_every_operation_that_takes_a_price_is_asked() -> None:
    takes_a_price = {
        operation.name
        for operation in OPERATIONS.values()
        if operation.service == "inventory" and "price" in operation.request_schema.fields
    }
    assert takes_a_price | {"request_quotation_review"} == set(ASKS)


@pytest.mark.parametrize(
    "floors",
    [
        pytest.param(((5000, 4000), (9840, 9820)), id="below the shares"),
        pytest.param(((9960, 9950), (9990, 9910)), id="within the consultant's share"),
    ],
)
@pytest.mark.parametrize(("name", "role"), _asks())
def test_no_answer_tells_where_a_floor_lies(
    database: Callable[[str], Database],
    name: str,
    role: Role,
    floors: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    one, other = _told(database, name, role, floors)
    assert one == other


def test_these_tests_would_find_a_floor(
    database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "consents_told", rules.consents_needed)
    floors = ((5000, 4000), (9840, 9820))
    for name in ("reserve_unit", "request_change_order", "preview_change_order"):
        one, other = _told(database, name, Role.CONSULTANT, floors)
        assert one != other, name


def _told(
    database: Callable[[str], Database], name: str, role: Role, floors: tuple[tuple[int, int], ...]
) -> list[list[str]]:
    """What each office tells of all the prices."""
    return [
        _answers(Orders(database("inventory").engine), ASKS[name], role, *rates) for rates in floors
    ]


def _answers(office: Orders, ask: Ask, role: Role, manager: int, director: int) -> list[str]:
    by = office.consultant if role is Role.CONSULTANT else office.posted_as(role)
    floors = {"manager_floor_rate": manager, "director_floor_rate": director}
    units = office.on_sale(len(PRICES), **floors)
    return [
        _masked(office, [_answer(office, ask, by, unit, price), _read_afterwards(office, by)])
        for unit, price in zip(units, PRICES, strict=True)
    ]


def _answer(office: Orders, ask: Ask, by: Actor, unit: UUID, price: str) -> Any:
    try:
        return ask(office, by, unit, price)
    except Refusal as refusal:
        return [refusal.code, refusal.details]


def _read_afterwards(office: Orders, by: Actor) -> Any:
    """All approvals and change orders that are seen, with all that is in them."""
    with office.transaction() as session:
        listed = approval_queries.list_approvals(
            session, CONSENT, asked(CONSENT.list, page_size=200), by=by, at=clock.now()
        )
        approvals = answered(CONSENT.list, listed)["items"]
        whole = [
            answered(
                CONSENT.read,
                approval_queries.read_approval(
                    session,
                    CONSENT,
                    asked(CONSENT.read, approval_id=one["id"]),
                    by=by,
                    at=clock.now(),
                ),
            )
            for one in approvals
        ]
    return [approvals, whole, office.listed(by=by)["items"]]


_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.+Z-]+")


def _masked(office: Orders, told: Any) -> str:
    """Without what differs between two offices that are alike."""
    text = json.dumps(told, default=str, ensure_ascii=False, sort_keys=True)
    text = text.replace(f"P{office.project.hex[-10:].upper()}", "P")
    return _MOMENT.sub("then", _UUID.sub("id", text))

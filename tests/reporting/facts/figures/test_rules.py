from decimal import Decimal

import pytest

from services.reporting.facts.figures.rules import NOTHING, FactKind, Sums, contribution, total

PRICE, AREA = Decimal("1280000.00"), Decimal("98.50")

TABLE = [
    (FactKind.SUBSCRIBED, False, {"subscribed_units": 1, "subscribed_amount": PRICE}),
    (FactKind.SOLD, False, {"sold_units": 1, "sold_amount": PRICE, "sold_area": AREA}),
    (FactKind.CANCELLED, False, {"cancelled_units": 1, "cancelled_amount": PRICE}),
    (
        FactKind.CANCELLED,
        True,
        {
            "cancelled_units": 1,
            "cancelled_amount": PRICE,
            "cancelled_signed_units": 1,
            "cancelled_signed_amount": PRICE,
        },
    ),
    (FactKind.REPRICED, False, {"repriced_amount": PRICE}),
    (FactKind.REPRICED, True, {"repriced_amount": PRICE, "repriced_signed_amount": PRICE}),
    (FactKind.RECEIVED, False, {"receipts": 1, "received_amount": PRICE}),
    (FactKind.REVERSED, False, {"received_amount": PRICE}),
    (FactKind.REFUNDED, False, {"received_amount": PRICE, "refunded_amount": -PRICE}),
    (FactKind.AREA_REFUND, False, {"received_amount": PRICE, "refunded_amount": -PRICE}),
    (FactKind.DELIVERED, False, {"delivered_units": 1, "settled_amount": PRICE}),
    (FactKind.PAID_OUT, False, {}),
]


@pytest.mark.parametrize(("kind", "signed", "adds"), TABLE)
def test_each_fact_adds_to_its_own_figures_only(kind: FactKind, signed: bool, adds: Sums) -> None:
    assert contribution(kind, PRICE, AREA, signed=signed) == adds


def test_only_cancellations_of_signed_contracts_lower_what_was_sold_net() -> None:
    day = total(
        dict(NOTHING) | contribution(kind, PRICE, AREA, signed=signed)
        for kind, signed in [
            (FactKind.SOLD, False),
            (FactKind.SOLD, False),
            (FactKind.CANCELLED, False),
            (FactKind.CANCELLED, True),
        ]
    )
    assert (day["sold_units"], day["cancelled_units"], day["net_units"]) == (2, 2, 1)
    assert day["net_amount"] == PRICE


def test_no_facts_are_nothing_not_an_error() -> None:
    assert total([]) == dict(NOTHING) | {"net_units": 0, "net_amount": Decimal("0.00")}

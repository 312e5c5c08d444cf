"""What a fact adds to the figures of its business day. Only additions: any order gives the same."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

Number = int | Decimal
Sums = dict[str, Number]


class FactKind(StrEnum):
    """The facts that count: 认购, 签约, 改价, 退房, 回款, 冲销, 退款 (that of a difference in area
    apart: it leaves the price as it is), 交房; 放款 for the commission only."""

    SUBSCRIBED = "subscribed"
    SOLD = "sold"
    REPRICED = "repriced"
    CANCELLED = "cancelled"
    RECEIVED = "received"
    REVERSED = "reversed"
    REFUNDED = "refunded"
    AREA_REFUND = "area_refund"
    PAID_OUT = "paid_out"
    DELIVERED = "delivered"


NOTHING: Mapping[str, Number] = {
    "subscribed_units": 0,
    "subscribed_amount": Decimal("0.00"),
    "sold_units": 0,
    "sold_amount": Decimal("0.00"),
    "sold_area": Decimal("0.00"),
    "cancelled_units": 0,
    "cancelled_amount": Decimal("0.00"),
    "cancelled_signed_units": 0,
    "cancelled_signed_amount": Decimal("0.00"),
    "repriced_amount": Decimal("0.00"),
    "repriced_signed_amount": Decimal("0.00"),
    "receipts": 0,
    "received_amount": Decimal("0.00"),
    "refunded_amount": Decimal("0.00"),
    "delivered_units": 0,
    "settled_amount": Decimal("0.00"),
}
"""Every figure that is kept, with its zero."""


def contribution(kind: FactKind, amount: Decimal, area: Decimal | None, *, signed: bool) -> Sums:
    """What one fact adds. A cancellation, the difference of a price change, and money taken or paid
    back count on their own day, so that past days never change; of a `signed` contract the first
    two also change what was sold, net."""
    if kind is FactKind.PAID_OUT:
        return {}
    if kind is FactKind.DELIVERED:
        return {"delivered_units": 1, "settled_amount": amount}
    if kind is FactKind.SUBSCRIBED:
        return {"subscribed_units": 1, "subscribed_amount": amount}
    if kind is FactKind.SOLD:
        return {"sold_units": 1, "sold_amount": amount, "sold_area": area or Decimal(0)}
    if kind is FactKind.RECEIVED:
        return {"receipts": 1, "received_amount": amount}
    if kind is FactKind.REVERSED:
        return {"received_amount": amount}
    if kind in (FactKind.REFUNDED, FactKind.AREA_REFUND):
        return {"received_amount": amount, "refunded_amount": -amount}
    if kind is FactKind.REPRICED:
        repriced: Sums = {"repriced_amount": amount}
        return repriced | {"repriced_signed_amount": amount} if signed else repriced
    cancelled: Sums = {"cancelled_units": 1, "cancelled_amount": amount}
    if signed:
        cancelled |= {"cancelled_signed_units": 1, "cancelled_signed_amount": amount}
    return cancelled


def added(sums: Mapping[str, Number], adds: Mapping[str, Number]) -> Sums:
    """`sums` with `adds`, which may lack figures."""
    return {name: value + adds.get(name, 0) for name, value in sums.items()}


def total(rows: Iterable[Mapping[str, Number]]) -> Sums:
    """The sum of `rows`, and what is left of it."""
    sums: Sums = dict(NOTHING)
    for row in rows:
        sums = added(sums, row)
    return sums | net(sums)


def net(sums: Mapping[str, Number]) -> Sums:
    """What is left after cancellations of signed contracts and changes of their price."""
    return {
        "net_units": sums["sold_units"] - sums["cancelled_signed_units"],
        "net_amount": sums["sold_amount"]
        + sums["repriced_signed_amount"]
        - sums["cancelled_signed_amount"],
    }

"""How much may be invoiced and taken back."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.refusals import Refusal
from services.inventory.money.invoices import rules
from services.inventory.money.invoices.rules import Entry

HELD = Decimal("1000.00")


def entry(kind: str, status: str, amount: str) -> Entry:
    return Entry(kind, status, Decimal(amount))


@pytest.mark.parametrize(
    ("entries", "invoiceable", "to_reverse"),
    [
        ([], "1000.00", "0.00"),
        ([entry("blue", "requested", "400")], "600.00", "0.00"),
        ([entry("blue", "reviewed", "400")], "600.00", "0.00"),
        ([entry("blue", "issued", "400")], "600.00", "0.00"),
        ([entry("blue", "signed", "400")], "600.00", "0.00"),
        ([entry("blue", "rejected", "400")], "1000.00", "0.00"),
        ([entry("blue", "signed", "400"), entry("red", "issued", "100")], "700.00", "0.00"),
        ([entry("blue", "signed", "400"), entry("red", "requested", "100")], "600.00", "0.00"),
        ([entry("blue", "signed", "400"), entry("red", "rejected", "100")], "600.00", "0.00"),
        ([entry("blue", "issued", "1500")], "0.00", "500.00"),
        ([entry("blue", "issued", "1500"), entry("red", "signed", "300")], "0.00", "200.00"),
    ],
)
def test_money_is_invoiced_once(entries: list[Entry], invoiceable: str, to_reverse: str) -> None:
    assert rules.invoiceable(HELD, entries) == Decimal(invoiceable)
    assert rules.to_reverse(HELD, entries) == Decimal(to_reverse)


entries = st.lists(
    st.builds(
        Entry,
        st.sampled_from(["blue", "red"]),
        st.sampled_from(["requested", "reviewed", "issued", "signed", "rejected"]),
        st.decimals("0.01", "99999", places=2),
    )
)


@given(st.decimals("0", "999999", places=2), entries)
def test_asking_for_all_that_is_left_leaves_nothing(held: Decimal, known: list[Entry]) -> None:
    left = rules.invoiceable(held, known)
    assert left >= 0
    assert rules.invoiceable(held, [*known, Entry("blue", "requested", left)]) == 0


@pytest.mark.parametrize("check", [rules.check_amount, rules.check_reversal])
@pytest.mark.parametrize(("amount", "fits"), [("0.00", False), ("5.00", True), ("5.01", False)])
def test_an_amount_is_above_zero_and_at_most_what_is_left(
    check: Any, amount: str, fits: bool
) -> None:
    if fits:
        check(Decimal(amount), Decimal("5.00"))
        return
    with pytest.raises(Refusal) as refused:
        check(Decimal(amount), Decimal("5.00"))
    assert refused.value.details["most"] == "5.00"

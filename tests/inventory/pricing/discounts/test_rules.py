"""From the list price to a price: order, stacking, eligibility, whose authority is behind it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.pricing.discounts import (
    DiscountFault,
    DiscountKind,
    DiscountMode,
    DiscountStatus,
)
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from contracts.vocabulary import VOCABULARY
from services.inventory.pricing.discounts import rules
from services.inventory.pricing.discounts.rules import Policy, Quote

DAY = date(2026, 6, 15)
HOUSE_TYPE = new_id()
MILLION = Decimal("1000000.00")
MANAGERS, DIRECTORS = Role.SALES_MANAGER, Role.SALES_DIRECTOR
AUTHORITY = {"sales_manager": Decimal("0.02"), "sales_director": Decimal("0.03")}


def policy(mode: str = "multiply", rate: str | None = None, **terms: Any) -> Policy:
    known: dict[str, Any] = {
        "id": new_id(),
        "name": "优惠",
        "kind": DiscountKind.PUBLIC,
        "rate": None if rate is None else Decimal(rate),
    }
    return Policy(mode=DiscountMode(mode), **(known | terms))


def amount(yuan: str, **terms: Any) -> Policy:
    return policy("add", amount=Decimal(yuan), **terms)


def quote(*policies: Policy, list_price: Decimal = MILLION, **terms: Any) -> Quote:
    known: dict[str, Any] = {"day": DAY, "payment_method": "lump_sum", "house_type_id": HOUSE_TYPE}
    return rules.quote(list_price, policies, **(known | terms))


@pytest.mark.parametrize(
    ("policies", "price"),
    [
        ([], "1000000.00"),
        ([policy(rate="0.01")], "990000.00"),
        ([policy(rate="0.01"), policy(rate="0.02", position=1)], "970200.00"),
        ([policy("add", "0.01"), policy("add", "0.02", position=1)], "970000.00"),
        ([policy(rate="0.1"), amount("50000", position=1)], "850000.00"),
        ([policy(rate="0.1", position=1), amount("50000")], "855000.00"),
        ([policy(rate="0.0000005")], "1000000.00"),
        ([policy(rate="0.000001")], "999999.00"),
        ([amount("0.50")], "1000000.00"),
        ([amount("0.51")], "999999.00"),
        ([amount("1000000")], "0.00"),
        ([amount("2000000"), policy(rate="0.5", position=1)], "0.00"),
    ],
)
def test_prices_to_the_yuan(policies: list[Policy], price: str) -> None:
    assert quote(*policies).price == Decimal(price)


def test_every_step_says_what_came_off_and_where_it_led() -> None:
    found = quote(policy(rate="0.01", name="一次性付款"), amount("5000", name="周年", position=1))
    assert [(step.name, step.off, step.price) for step in found.steps] == [
        ("一次性付款", Decimal("10000.00"), Decimal("990000.00")),
        ("周年", Decimal("5000.00"), Decimal("985000.00")),
    ]


rates = st.decimals("0.000001", "0.999999", places=6)
policies = st.lists(
    st.one_of(
        st.builds(
            lambda mode, rate, position: policy(mode, str(rate), position=position),
            st.sampled_from(["multiply", "add"]),
            rates,
            st.integers(0, 3),
        ),
        st.builds(
            lambda yuan, position: amount(str(yuan), position=position),
            st.decimals("0.01", "9999999.99", places=2),
            st.integers(0, 3),
        ),
    ),
    max_size=6,
)
list_prices = st.decimals("1.00", "99999999.99", places=2)


@given(policies=policies, list_price=list_prices)
def test_a_price_is_never_below_zero_nor_above_the_list_price(
    policies: list[Policy], list_price: Decimal
) -> None:
    found = quote(*policies, list_price=list_price)
    assert 0 <= found.price <= list_price
    assert all(step.off >= 0 for step in found.steps)


@given(policies=policies, list_price=list_prices)
def test_what_came_off_sums_to_the_whole(policies: list[Policy], list_price: Decimal) -> None:
    found = quote(*policies, list_price=list_price)
    assert list_price - sum(step.off for step in found.steps) == found.price


@given(data=st.data(), policies=policies, list_price=list_prices)
def test_the_order_of_naming_changes_nothing(
    data: st.DataObject, policies: list[Policy], list_price: Decimal
) -> None:
    shuffled = data.draw(st.permutations(policies))
    assert quote(*shuffled, list_price=list_price) == quote(*policies, list_price=list_price)


@given(
    shares=st.lists(rates, max_size=5), mode=st.sampled_from(["multiply", "add"]), data=st.data()
)
def test_discounts_of_one_mode_lead_to_the_same_price_in_any_order(
    shares: list[Decimal], mode: str, data: st.DataObject
) -> None:
    positions = data.draw(st.permutations(range(len(shares))))
    one = [policy(mode, str(rate), position=at) for at, rate in enumerate(shares)]
    other = [
        policy(mode, str(rate), position=at) for at, rate in zip(positions, shares, strict=True)
    ]
    assert quote(*one).price == quote(*other).price


@given(policies=policies, extra=rates)
def test_one_more_discount_at_the_end_never_makes_it_dearer(
    policies: list[Policy], extra: Decimal
) -> None:
    last = policy(rate=str(extra), position=9)
    assert quote(*policies, last).price <= quote(*policies).price


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({}, None),
        ({"status": DiscountStatus.DRAFT}, "not_in_force"),
        ({"status": DiscountStatus.ENDED}, "not_in_force"),
        ({"valid_from": date(2026, 6, 15), "valid_to": date(2026, 6, 15)}, None),
        ({"valid_from": date(2026, 6, 16)}, "not_yet"),
        ({"valid_to": date(2026, 6, 14)}, "over"),
        ({"payment_methods": ["lump_sum"]}, None),
        ({"payment_methods": ["instalments"]}, "payment_method"),
        ({"house_type_ids": [HOUSE_TYPE]}, None),
        ({"house_type_ids": [new_id()]}, "house_type"),
    ],
)
def test_who_is_eligible_when(terms: dict[str, Any], why: str | None) -> None:
    found = rules.fault(
        policy(rate="0.01", **terms),
        day=DAY,
        payment_method="lump_sum",
        house_type_id=HOUSE_TYPE,
    )
    assert found == why


def test_a_discount_that_does_not_apply_is_refused_by_name() -> None:
    with pytest.raises(Refusal) as refused:
        quote(policy(rate="0.01"), policy(rate="0.01", name="国庆", valid_to=date(2025, 10, 7)))
    assert refused.value.code == "discount_not_applicable"
    assert (refused.value.details["name"], refused.value.details["why"]) == ("国庆", "over")


def test_an_unknown_payment_method_is_not_eligible() -> None:
    with pytest.raises(Refusal, match="discount_not_applicable"):
        quote(policy(rate="0.01", payment_methods=["lump_sum"]), payment_method=None)


def test_an_exclusive_discount_stands_alone() -> None:
    exclusive = policy(rate="0.05", stackable=False)
    assert quote(exclusive).price == Decimal("950000.00")
    with pytest.raises(Refusal, match="discounts_not_stackable"):
        quote(exclusive, policy(rate="0.01"))


@pytest.mark.parametrize(
    ("behind", "lent"),
    [
        ([], set()),
        ([("public", MANAGERS)], {MANAGERS}),
        ([("public", DIRECTORS)], {DIRECTORS}),
        ([("public", DIRECTORS), ("public", MANAGERS)], {MANAGERS}),
        ([("special", DIRECTORS)], set()),
        ([("public", DIRECTORS), ("special", DIRECTORS)], set()),
    ],
)
def test_public_discounts_carry_the_narrowest_authority_behind_them(
    behind: list[tuple[str, Role]], lent: set[Role]
) -> None:
    chosen = [policy(rate="0.01", kind=DiscountKind(kind), authority=role) for kind, role in behind]
    assert rules.lent(chosen) == lent


@pytest.mark.parametrize(
    ("rate", "roles", "found"),
    [
        ("0.02", {MANAGERS}, MANAGERS),
        ("0.03", {MANAGERS, DIRECTORS}, DIRECTORS),
        (None, {MANAGERS}, MANAGERS),
        ("0.020001", {MANAGERS}, None),
        ("0.030001", {DIRECTORS}, None),
    ],
)
def test_a_discount_comes_into_force_within_authority(
    rate: str | None, roles: set[Role], found: Role | None
) -> None:
    share = None if rate is None else Decimal(rate)
    if found is not None:
        assert rules.activating_role(share, roles, AUTHORITY) is found
        return
    with pytest.raises(Refusal, match="discount_beyond_authority"):
        rules.activating_role(share, roles, AUTHORITY)


def test_every_fault_has_a_label() -> None:
    assert set(VOCABULARY["discount_fault"]) == set(DiscountFault)

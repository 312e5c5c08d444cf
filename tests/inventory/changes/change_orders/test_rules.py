"""The table of changes: kind × stage → whose consents, what first (I-21)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.changes.change_terms import FIELDS, ChangeKind, ChangeNeed, ChangeStage
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.inventory.changes.change_orders.rules import order
from services.inventory.changes.change_orders.rules.order import Standing

NOTHING, SOME = Decimal("0.00"), Decimal("50000.00")
M, D, G = "sales_manager", "sales_director", "general_manager"
TABLE = {
    #                      reserved subscribed sold filed delivered
    "cancellation": (None, M, D, G, None),
    "unit_change": (M, M, D, G, None),
    "rename": (M, M, D, G, None),
    "add_owner": (None, M, D, G, None),
    "remove_owner": (None, M, D, G, None),
    "price_change": (None, M, D, G, None),
    "extension": (None, M, None, None, None),
    "payment_plan_change": (None, M, D, D, None),
}
CASES = [
    (ChangeKind(kind), stage, consent)
    for kind, consents in TABLE.items()
    for stage, consent in zip(ChangeStage, consents, strict=True)
]
MONEY = {"cancellation", "unit_change", "rename", "price_change"}


def stands(stage: ChangeStage, held: Decimal = NOTHING, invoiced: Decimal = NOTHING) -> Standing:
    return Standing(stage, held, invoiced)


@pytest.mark.parametrize(("kind", "stage", "consent"), CASES)
def test_each_kind_needs_its_stages_consent_or_is_refused_with_what_is_allowed(
    kind: ChangeKind, stage: ChangeStage, consent: str | None
) -> None:
    if consent is None:
        with pytest.raises(Refusal, match="change_not_allowed") as refused:
            order.check_allowed(kind, stage)
        allowed = [name for name, consents in TABLE.items() if _at(consents, stage)]
        assert refused.value.details["allowed"] == allowed
    else:
        order.check_allowed(kind, stage)
        assert order.needs(kind, stands(stage)) == [consent]


def _at(consents: tuple[str | None, ...], stage: ChangeStage) -> str | None:
    return consents[list(ChangeStage).index(stage)]


@pytest.mark.parametrize("kind", [kind for kind, stage, who in CASES if who and stage == "sold"])
def test_finance_consents_too_where_money_is_settled(kind: ChangeKind) -> None:
    needs = order.needs(kind, stands(ChangeStage.SOLD, held=SOME))
    assert needs == ([D, "finance"] if kind in MONEY else [D])


@pytest.mark.parametrize(
    ("beside", "needs"),
    [
        ((), [M]),
        ((Role.CONSULTANT,), [M]),
        ((Role.SALES_DIRECTOR,), [D]),
        ((Role.GENERAL_MANAGER, Role.FINANCE), [G, "finance"]),
    ],
)
def test_the_terms_may_ask_for_more_than_the_stage(
    beside: tuple[Role, ...], needs: list[str]
) -> None:
    assert order.needs(ChangeKind.PRICE_CHANGE, stands(ChangeStage.SUBSCRIBED), beside) == needs


@pytest.mark.parametrize("kind", ChangeKind)
def test_a_filing_is_revoked_and_invoices_are_reversed_first(kind: ChangeKind) -> None:
    first = order.first(kind, stands(ChangeStage.FILED, invoiced=SOME))
    names = kind not in (ChangeKind.EXTENSION, ChangeKind.PAYMENT_PLAN_CHANGE)
    invoices = kind in (ChangeKind.CANCELLATION, ChangeKind.UNIT_CHANGE, ChangeKind.RENAME)
    assert (ChangeNeed.FILING_REVOKED in first) == names
    assert (ChangeNeed.INVOICES_REVERSED in first) == invoices
    assert order.first(kind, stands(ChangeStage.SOLD)) == []


@pytest.mark.parametrize(
    ("deal", "unit", "filed", "stage"),
    [
        ("reserved", "reserved", False, "reserved"),
        ("subscribed", "subscribed", False, "subscribed"),
        ("sold", "sold", False, "sold"),
        ("sold", "sold", True, "filed"),
        ("sold", "delivered", True, "delivered"),
        ("cancelled", "available", False, None),
        ("expired", "available", False, None),
    ],
)
def test_the_stage_follows_from_deal_unit_and_filing(
    deal: str, unit: str, filed: bool, stage: str | None
) -> None:
    assert order.stage_of(deal, unit, filed=filed) == stage
    assert bool(order.allowed_at(order.stage_of(deal, unit, filed=filed))) == (
        stage not in (None, "delivered")
    )


@pytest.mark.parametrize(("days", "role"), [(1, M), (7, M), (8, D), (14, D), (15, G), (90, G)])
def test_the_longer_the_extension_the_higher_the_consent(days: int, role: str) -> None:
    assert order.consent_to_days(days) == role


SETTLEMENTS = [
    (None, None, "50000.00"),
    ("10000.00", None, "40000.00"),
    (None, "20000.00", "30000.00"),
    ("30000.00", "20000.00", "0.00"),
]


@pytest.mark.parametrize(("penalty", "forfeited", "refund"), SETTLEMENTS)
def test_what_is_not_kept_by_statement_goes_back(
    penalty: str | None, forfeited: str | None, refund: str
) -> None:
    found = order.settlement(SOME, Decimal(20000), _money(penalty), _money(forfeited))
    assert f"{found.refund:.2f}" == refund


@pytest.mark.parametrize(
    ("penalty", "forfeited", "field", "most"),
    [
        ("50000.01", None, "penalty", "50000.00"),
        (None, "20000.01", "forfeited", "20000.00"),
        ("30000.01", "20000.00", "penalty", "30000.00"),
    ],
)
def test_no_more_is_kept_than_is_held_nor_more_forfeited_than_the_deposit(
    penalty: str | None, forfeited: str | None, field: str, most: str
) -> None:
    with pytest.raises(Refusal, match="deduction_too_high") as refused:
        order.settlement(SOME, Decimal(20000), _money(penalty), _money(forfeited))
    assert refused.value.details == {"field": field, "most": most}


def _money(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


amounts = st.decimals("0", "9999999.99", places=2)


@given(held=amounts, deposit=amounts, penalty=amounts, forfeited=amounts)
def test_every_yuan_held_is_kept_by_statement_or_goes_back(
    held: Decimal, deposit: Decimal, penalty: Decimal, forfeited: Decimal
) -> None:
    try:
        found = order.settlement(held, deposit, penalty, forfeited)
    except Refusal:
        assert penalty + forfeited > held or forfeited > deposit
    else:
        assert found.refund >= 0
        assert found.penalty + found.forfeited + found.refund == held


@given(held=amounts, price=amounts)
def test_a_change_of_unit_moves_all_the_money_or_gives_it_back(
    held: Decimal, price: Decimal
) -> None:
    over, back = order.moved(held, price)
    assert (over + back, min(over, back) >= 0, over <= price) == (held, True, True)


def test_every_kind_has_its_fields_and_its_row_of_the_table() -> None:
    assert set(FIELDS) == set(order.TABLE) == set(ChangeKind)

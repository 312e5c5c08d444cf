from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.changes.owners import rules

MAIN, WIFE, SON, OTHER = (new_id() for _ in range(4))
SHARES = {MAIN: Decimal("0.6"), WIFE: Decimal("0.4")}


def test_a_rename_hands_the_main_share_on() -> None:
    assert rules.renamed(SHARES, MAIN, SON) == {SON: Decimal("0.6"), WIFE: Decimal("0.4")}


def test_an_owner_more_gets_a_share_of_the_main_buyers() -> None:
    found = rules.with_owner(SHARES, MAIN, SON, Decimal("0.1"))
    assert found == {MAIN: Decimal("0.5"), WIFE: Decimal("0.4"), SON: Decimal("0.1")}


def test_an_owner_less_gives_the_share_back_to_the_main_buyer() -> None:
    assert rules.without_owner(SHARES, MAIN, WIFE) == {MAIN: Decimal("1.0")}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: rules.renamed(SHARES, MAIN, MAIN), "changes_nothing"),
        (lambda: rules.renamed(SHARES, MAIN, WIFE), "owner_already"),
        (lambda: rules.with_owner(SHARES, MAIN, WIFE, Decimal("0.1")), "owner_already"),
        (lambda: rules.with_owner(SHARES, MAIN, SON, Decimal("0.6")), "share_too_high"),
        (lambda: rules.without_owner(SHARES, MAIN, MAIN), "not_an_owner"),
        (lambda: rules.without_owner(SHARES, MAIN, OTHER), "not_an_owner"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(change: object, code: str) -> None:
    assert callable(change)
    with pytest.raises(Refusal, match=code):
        change()


steps = st.lists(
    st.tuples(
        st.sampled_from(["rename", "add", "remove"]),
        st.sampled_from([MAIN, WIFE, SON, OTHER]),
        st.decimals("0.0001", "0.9999", places=4),
    )
)


@given(steps)
def test_shares_always_sum_to_one_and_everybody_has_one(
    taken: list[tuple[str, UUID, Decimal]],
) -> None:
    main, shares = MAIN, {MAIN: rules.WHOLE}
    for step, who, share in taken:
        try:
            if step == "rename":
                shares = rules.renamed(shares, main, who)
                main = who
            elif step == "add":
                shares = rules.with_owner(shares, main, who, share)
            else:
                shares = rules.without_owner(shares, main, who)
        except Refusal:
            continue
    assert sum(shares.values()) == 1
    assert min(shares.values()) > 0
    assert main in shares

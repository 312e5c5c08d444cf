"""Which prices may stand beside one another, and what adjusting makes of them (I-11, I-12)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.pricing.columns import RowFault
from contracts.inventory.pricing.price_lists import TIERS, PriceListStatus
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.vocabulary import VOCABULARY
from services.inventory.pricing.price_lists.rules import versions

GOOD = {"filed": "11000", "list": "10000", "manager": "9800", "channel": "9750", "director": "9700"}
_NAMES = {
    "filed": "filed_rate",
    "list": "list_rate",
    "manager": "manager_floor_rate",
    "channel": "channel_rate",
    "director": "director_floor_rate",
}


def rates(**given_rates: str | None) -> dict[str, Decimal | None]:
    found = GOOD | given_rates
    return {_NAMES[name]: Decimal(rate) if rate else None for name, rate in found.items()}


@pytest.mark.parametrize(
    ("changed", "gap", "found"),
    [
        ({}, "0", {}),
        ({"list": "11000"}, "0", {}),
        ({"list": "11000.01"}, "0", {"list_rate": RowFault.ABOVE_FILED}),
        ({"filed": None}, "0", {}),
        ({"manager": "10000"}, "0", {}),
        ({"manager": "10001"}, "0", {"manager_floor_rate": RowFault.FLOOR_ABOVE_LIST}),
        ({"channel": "10001"}, "0", {"channel_rate": RowFault.CHANNEL_ABOVE_LIST}),
        ({"director": "9760"}, "0", {"director_floor_rate": RowFault.FLOOR_ABOVE_CHANNEL}),
        ({"director": "9801"}, "0", {"director_floor_rate": RowFault.FLOORS_CROSSED}),
        (
            {"director": "10001"},
            "0",
            {"director_floor_rate": RowFault.FLOOR_ABOVE_LIST},
        ),
        ({"manager": None, "channel": None}, "0", {}),
        ({"manager": None, "channel": None}, "0.03", {}),
        (
            {"manager": None, "channel": None},
            "0.0301",
            {"director_floor_rate": RowFault.GAP_TOO_SMALL},
        ),
        ({"channel": None}, "0.0102", {}),
        ({"channel": None}, "0.0103", {"director_floor_rate": RowFault.GAP_TOO_SMALL}),
        ({"channel": None, "director": None}, "0.02", {}),
        (
            {"channel": None, "director": None},
            "0.021",
            {"manager_floor_rate": RowFault.GAP_TOO_SMALL},
        ),
        ({"filed": "10000"}, "0.005", {}),
    ],
)
def test_tiers_stand_in_order_with_the_gap_between_them(
    changed: dict[str, str | None], gap: str, found: dict[str, RowFault]
) -> None:
    assert versions.faults(rates(**changed), gap=Decimal(gap)) == found


def test_what_is_submitted_has_a_filed_price() -> None:
    missing = versions.submitted_faults(rates(filed=None), gap=Decimal(0))
    assert missing == {"filed_rate": RowFault.MISSING}


@pytest.mark.parametrize(
    ("rate", "share", "amount", "adjusted"),
    [
        ("10000", "0.02", None, "10200.00"),
        ("10025", "0.02", None, "10226.00"),
        ("10025", "-0.02", None, "9825.00"),
        ("25", "0.02", None, "26.00"),
        ("10000.40", None, "0.10", "10001.00"),
        ("10000.40", None, "-100.00", "9900.00"),
    ],
)
def test_an_adjusted_rate_is_in_whole_yuan(
    rate: str, share: str | None, amount: str | None, adjusted: str
) -> None:
    found = versions.adjusted(
        Decimal(rate),
        share=Decimal(share) if share else None,
        amount=Decimal(amount) if amount else None,
    )
    assert str(found) == adjusted


_UPWARDS = ("director_floor_rate", "channel_rate", "manager_floor_rate", "list_rate", "filed_rate")
_rate = st.decimals(min_value=1, max_value=200_000, places=2)
_ladder = st.lists(_rate, min_size=5, max_size=5).map(sorted)
_share = st.decimals(min_value="-0.5", max_value=1, places=4)


@given(_ladder, _share)
def test_one_share_on_all_tiers_keeps_their_order(ladder: list[Decimal], share: Decimal) -> None:
    before = dict(zip(_UPWARDS, ladder, strict=True))
    assert not versions.faults(before)
    after = {
        tier: versions.adjusted(rate, share=share, amount=None) for tier, rate in before.items()
    }
    assert not versions.faults(after)


@given(_ladder, _share, st.sampled_from(TIERS))
def test_a_share_on_one_tier_keeps_order_and_ceiling_or_is_refused(
    ladder: list[Decimal], share: Decimal, tier: str
) -> None:
    after = dict(zip(_UPWARDS, ladder, strict=True))
    after[tier] = versions.adjusted(after[tier], share=share, amount=None)
    in_order = (
        after["filed_rate"] >= after["list_rate"]
        and after["list_rate"] >= after["manager_floor_rate"] >= after["director_floor_rate"]
        and after["list_rate"] >= after["channel_rate"] >= after["director_floor_rate"]
    )
    assert bool(versions.faults(after)) != in_order


def test_nobody_consents_to_their_own_version() -> None:
    assert versions.consent_needed({Role.SALES_MANAGER}) is Role.SALES_DIRECTOR
    assert versions.consent_needed({Role.SALES_DIRECTOR}) is Role.GENERAL_MANAGER


def test_a_status_that_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match="price_list_wrong_status") as refused:
        versions.require(PriceListStatus.SUBMITTED, PriceListStatus.DRAFT)
    assert refused.value.details == {"status": "submitted", "allowed": ["draft"]}


def test_tiers_and_statuses_have_their_words() -> None:
    assert set(VOCABULARY["price_tier"]) == set(TIERS) == set(versions.RATES)
    assert set(VOCABULARY["price_list_status"]) == set(PriceListStatus)

"""Every state × every move, against design §8 written out once more by hand."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.register.projects import PriceBasis
from contracts.inventory.register.units import UnitStatus
from contracts.schema import new_id
from contracts.vocabulary import VOCABULARY
from services.inventory.register.units.rules import MOVES, Move, Position, permits, total

AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LATER, EARLIER = AT + timedelta(minutes=1), AT - timedelta(minutes=1)
ME, MINE = new_id(), new_id()
OTHER, OTHERS = new_id(), new_id()

# For each state: what may be done (a) whoever comes, (b) by the holder of the lock or for the
# customer of hold or reservation, (c) once the claim's time has run out.
LEGAL: dict[str, tuple[str, str, str]] = {
    "draft": ("correct reject approve", "", ""),
    "unreleased": ("release suspend", "", ""),
    "available": ("withdraw hold lock reserve subscribe suspend", "", ""),
    "held": ("free suspend", "reserve subscribe", "hold lock reserve subscribe expire"),
    "locked": ("", "reserve subscribe free", "hold lock reserve subscribe expire"),
    "reserved": ("free", "subscribe", "hold lock reserve subscribe expire"),
    "subscribed": ("sign cancel", "", ""),
    "sold": ("deliver cancel", "", ""),
    "delivered": ("", "", ""),
    "suspended": ("resume", "", ""),
}
ENDS: dict[str, str | None] = {
    "correct": "draft",
    "reject": "draft",
    "approve": "unreleased",
    "release": "available",
    "withdraw": "unreleased",
    "hold": "held",
    "lock": "locked",
    "reserve": "reserved",
    "subscribe": "subscribed",
    "sign": "sold",
    "deliver": "delivered",
    "free": "available",
    "expire": "available",
    "cancel": "unreleased",
    "suspend": "suspended",
    "resume": None,
}


def positions(status: UnitStatus, *, mine: bool, run_out: bool) -> Position:
    staff, customer = (ME, MINE) if mine else (OTHER, OTHERS)
    expires = EARLIER if run_out else LATER
    return Position(
        status,
        locked_by=staff if status == "locked" else None,
        held_for=customer if status == "held" else None,
        buyer_id=customer if status in ("reserved", "subscribed", "sold", "delivered") else None,
        expires_at=expires if status in ("locked", "held", "reserved") else None,
    )


@pytest.mark.parametrize(("status", "move"), list(product(UnitStatus, Move)))
def test_every_move_from_every_state_is_legal_or_not_as_the_design_says(
    status: UnitStatus, move: Move
) -> None:
    anybody, entitled, run_out = (set(words.split()) for words in LEGAL[status])
    claim_ends = status in ("held", "locked", "reserved")
    for mine, late in product((False, True), (False, True)):
        allowed = (
            anybody | (entitled if mine else set()) | (run_out if late and claim_ends else set())
        )
        unit = positions(status, mine=mine, run_out=late)
        assert permits(move, unit, at=AT, staff=ME, customer=MINE) == (move in allowed)


@pytest.mark.parametrize("move", Move)
def test_every_move_ends_where_the_design_says(move: Move) -> None:
    assert MOVES[move].to == ENDS[move]


def test_every_state_and_move_has_a_label() -> None:
    assert set(VOCABULARY["unit_status"]) == set(UnitStatus)
    assert set(Move) <= set(VOCABULARY["unit_move"])


def test_a_claim_runs_out_at_its_very_moment() -> None:
    assert Position(UnitStatus.LOCKED, expires_at=AT).has_run_out(AT)
    assert not Position(UnitStatus.LOCKED, expires_at=LATER).has_run_out(AT)


def test_a_claim_that_has_run_out_is_shown_as_free() -> None:
    assert Position(UnitStatus.RESERVED, expires_at=EARLIER).shown(AT) == "available"
    assert Position(UnitStatus.RESERVED, expires_at=LATER).shown(AT) == "reserved"
    assert Position(UnitStatus.SOLD).shown(AT) == "sold"


@pytest.mark.parametrize(
    ("rate", "basis", "gross", "inner", "price"),
    [
        ("25077.19", PriceBasis.GROSS_AREA, "143.61", "110.00", "3601335.00"),
        ("10000.00", PriceBasis.GROSS_AREA, "100.00", None, "1000000.00"),
        ("31000.55", PriceBasis.INNER_AREA, "143.61", "110.05", "3411611.00"),
        ("150000.00", PriceBasis.UNIT, "12.50", None, "150000.00"),
        ("150000.50", PriceBasis.UNIT, "12.50", None, "150001.00"),
        ("0.50", PriceBasis.GROSS_AREA, "1.00", None, "1.00"),
    ],
)
def test_a_total_is_whole_yuan_rounded_half_up(
    rate: str, basis: PriceBasis, gross: str, inner: str | None, price: str
) -> None:
    found = total(
        Decimal(rate), basis, gross=Decimal(gross), inner=Decimal(inner) if inner else None
    )
    assert str(found) == price


def test_there_is_no_total_without_rate_or_without_the_area_it_needs() -> None:
    gross = Decimal("100.00")
    assert total(None, PriceBasis.UNIT, gross=gross, inner=None) is None
    assert total(Decimal(1), PriceBasis.INNER_AREA, gross=gross, inner=None) is None


rates = st.decimals("0.01", "99999.99", places=2)
areas = st.decimals("0.01", "9999.99", places=2)


@given(rates, rates, areas)
def test_a_lower_rate_never_gives_a_higher_total(
    one: Decimal, other: Decimal, area: Decimal
) -> None:
    low, high = sorted([one, other])
    totals = [total(rate, PriceBasis.GROSS_AREA, gross=area, inner=None) for rate in (low, high)]
    assert totals[0] is not None
    assert totals[1] is not None
    assert totals[0] <= totals[1]


@given(rates, areas)
def test_a_total_is_within_half_a_yuan_of_the_product(rate: Decimal, area: Decimal) -> None:
    found = total(rate, PriceBasis.GROSS_AREA, gross=area, inner=None)
    assert found is not None
    assert abs(found - rate * area) <= Decimal("0.5")
    assert found == found.to_integral_value()

"""Which change a deal's stage allows, whose consents it takes, what must be done first (I-21; seed
003; design §8), on one page. What is not in the table is refused by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from common.consent.rules import LADDER
from common.offers import Offers
from contracts.inventory.changes.change_terms import (
    ChangeKind,
    ChangeNeed,
    ChangeStage,
    change_not_allowed,
    deduction_too_high,
)
from contracts.inventory.register.deals import DealStage
from contracts.inventory.register.units import UnitStatus
from contracts.office.roles import Role

NOTHING = Decimal("0.00")

RESERVED, SUBSCRIBED, SOLD = ChangeStage.RESERVED, ChangeStage.SUBSCRIBED, ChangeStage.SOLD
FILED, DELIVERED = ChangeStage.FILED, ChangeStage.DELIVERED
MANAGER, DIRECTOR, GENERAL = Role.SALES_MANAGER, Role.SALES_DIRECTOR, Role.GENERAL_MANAGER

_signing = {SUBSCRIBED: MANAGER, SOLD: DIRECTOR, FILED: GENERAL}

TABLE: Mapping[ChangeKind, Mapping[ChangeStage, Role]] = {
    ChangeKind.CANCELLATION: _signing,
    ChangeKind.UNIT_CHANGE: {RESERVED: MANAGER} | _signing,
    ChangeKind.RENAME: {RESERVED: MANAGER} | _signing,
    ChangeKind.ADD_OWNER: _signing,
    ChangeKind.REMOVE_OWNER: _signing,
    ChangeKind.PRICE_CHANGE: _signing,
    ChangeKind.EXTENSION: {SUBSCRIBED: MANAGER},
    ChangeKind.PAYMENT_PLAN_CHANGE: {SUBSCRIBED: MANAGER, SOLD: DIRECTOR, FILED: DIRECTOR},
}
"""Kind × stage → whose consent it takes at least. A reservation is simply given up by its
consultant, agreed on anew at the subscription, and extended by the manager; a delivered unit is the
owner's, who sells it himself."""

SETTLES_MONEY = frozenset(
    {
        ChangeKind.CANCELLATION,
        ChangeKind.UNIT_CHANGE,
        ChangeKind.RENAME,
        ChangeKind.PRICE_CHANGE,
    }
)
"""Where the company holds money, finance consents too."""

REVOKES_FILING = frozenset(TABLE) - {ChangeKind.EXTENSION, ChangeKind.PAYMENT_PLAN_CHANGE}
"""What the authority has on file must be revoked (撤销备案) before it changes."""

REVERSES_INVOICES = frozenset({ChangeKind.CANCELLATION, ChangeKind.UNIT_CHANGE, ChangeKind.RENAME})
"""Invoices name buyer and unit: red invoices (红冲) come first."""

GIVES_UNIT_BACK = frozenset({ChangeKind.CANCELLATION, ChangeKind.UNIT_CHANGE})
"""What is bound to the home (车位、储藏) and was bought with it is cancelled, unbound or bound
elsewhere first: nobody keeps by oversight what only the home's buyer may have."""

EXTENSION_ROLES = ((7, MANAGER), (14, DIRECTOR))
"""Days beyond the first signing day, and who consents to them; beyond the last the general
manager (design §8)."""


class ChangeOrder(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...


OFFERS = Offers[ChangeOrder]("ChangeOrder")
"""What may be done with an order beside deciding it."""


@dataclass(frozen=True)
class Standing:
    """Where a deal stands: what the company `held`s of its money, what is `invoiced`, and the names
    of units `bound` to its home that the same customer has bought."""

    stage: ChangeStage | None
    held: Decimal
    invoiced: Decimal
    bound: Sequence[str] = ()


def stage_of(deal_stage: str, unit_status: str, *, filed: bool) -> ChangeStage | None:
    """`None` for a deal that has ended."""
    if unit_status == UnitStatus.DELIVERED:
        return DELIVERED
    if deal_stage == DealStage.SOLD:
        return FILED if filed else SOLD
    return ChangeStage(deal_stage) if deal_stage in (RESERVED, SUBSCRIBED) else None


def allowed_at(stage: ChangeStage | None) -> list[ChangeKind]:
    return [kind for kind, stages in TABLE.items() if stage in stages]


def check_allowed(kind: ChangeKind, stage: ChangeStage | None) -> None:
    """Raises `change_not_allowed` with what is allowed."""
    if stage not in TABLE[kind]:
        raise change_not_allowed(
            kind=kind, stage=stage or "ended", allowed=[str(word) for word in allowed_at(stage)]
        )


def needs(kind: ChangeKind, standing: Standing, beside: Iterable[Role] = ()) -> list[Role]:
    """All whose consents it takes: the highest of the sales line that the table or the terms
    (`beside`, of a price or an extension) ask for, and finance where money is settled."""
    assert standing.stage is not None
    asked = {TABLE[kind][standing.stage], *beside}
    consents = [max(asked & set(LADDER), key=LADDER.index)]
    if Role.FINANCE in asked or (kind in SETTLES_MONEY and standing.held > 0):
        consents.append(Role.FINANCE)
    return consents


def first(kind: ChangeKind, standing: Standing) -> list[ChangeNeed]:
    """What must be done before the order can be carried out."""
    undone = {
        ChangeNeed.FILING_REVOKED: kind in REVOKES_FILING and standing.stage is FILED,
        ChangeNeed.INVOICES_REVERSED: kind in REVERSES_INVOICES and standing.invoiced > 0,
        ChangeNeed.BOUND_UNITS_SETTLED: kind in GIVES_UNIT_BACK and bool(standing.bound),
    }
    return [need for need, open_still in undone.items() if open_still]


def consent_to_days(days: int) -> Role:
    """Who consents to signing so many days after the first signing day."""
    return next((role for most, role in EXTENSION_ROLES if days <= most), GENERAL)


@dataclass(frozen=True)
class Settlement:
    """What becomes of the money that the company holds of a cancelled deal: `penalty` (违约金) and
    `forfeited` (没收定金) stay, `refund` goes back."""

    held: Decimal
    penalty: Decimal
    forfeited: Decimal

    @property
    def refund(self) -> Decimal:
        return self.held - self.penalty - self.forfeited


def settlement(
    held: Decimal, deposit: Decimal | None, penalty: Decimal | None, forfeited: Decimal | None
) -> Settlement:
    """Nothing is kept that was not stated, of the deposit at most what it is, and never more than
    is held. Raises `deduction_too_high`."""
    found = Settlement(held, penalty or NOTHING, forfeited or NOTHING)
    _check_most("forfeited", found.forfeited, min(deposit or NOTHING, held))
    _check_most("penalty", found.penalty, held - found.forfeited)
    return found


def _check_most(field: str, amount: Decimal, most: Decimal) -> None:
    if amount > most:
        raise deduction_too_high(field=field, most=f"{most:.2f}")


def moved(held: Decimal, price: Decimal) -> tuple[Decimal, Decimal]:
    """Of the money held: what goes over to a deal at `price`, and what is too much for it."""
    over = min(held, price)
    return over, held - over


def claws_back(kind: ChangeKind, stage: ChangeStage | None) -> bool:
    """Whether the sale's commission is clawed back: the signed sale is undone."""
    undoes = kind in (ChangeKind.CANCELLATION, ChangeKind.UNIT_CHANGE)
    return undoes and stage in (SOLD, FILED)

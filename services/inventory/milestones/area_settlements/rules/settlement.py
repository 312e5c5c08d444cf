"""How a difference between measured and contract area is settled (I-22; design §8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from common.actor import Actor
from common.money import cents
from common.offers import Offer
from contracts.inventory.milestones.area_settlements import area_needed, area_settled, settle_area
from contracts.inventory.register.projects import PriceBasis
from services.inventory.milestones.handovers.rules import OFFERS
from services.inventory.milestones.procedures.rules import Case, check_open

TOLERANCE = Decimal("0.03")
"""《商品房销售管理办法》第二十条: up to and including 3 % the area is settled at the contract's
price; beyond it the buyer may rescind."""

NOTHING = Decimal("0.00")


class Handover(Case, Protocol):
    @property
    def settled_at(self) -> object: ...


def check_settlement(handover: Handover, by: Actor) -> None:
    """Raises `milestone_over`, `area_settled`."""
    check_open(handover, by)
    if handover.settled_at is not None:
        raise area_settled()


OFFERS.add(Offer(settle_area, check_settlement))


@dataclass(frozen=True)
class Settlement:
    """How a difference in area is settled, in m² and yuan. `amount` is what the buyer pays,
    negative when it is paid back: `within` for the first 3 %, `beyond` for what exceeds them."""

    basis: PriceBasis
    contract_area: Decimal | None
    measured_area: Decimal | None
    difference: Decimal
    ratio: Decimal
    within: Decimal
    beyond: Decimal
    rescindable: bool

    @property
    def amount(self) -> Decimal:
        return self.within + self.beyond


def settled(
    basis: PriceBasis,
    price: Decimal,
    *,
    contract: Mapping[PriceBasis, Decimal | None],
    measured: Mapping[PriceBasis, Decimal | None],
) -> Settlement:
    """The settlement of a contract's `price` by the area that it is based on, gross (建筑面积) or
    inner (套内面积). A price per unit stays as it is (第十九条). Raises `area_needed`."""
    if basis is PriceBasis.UNIT:
        return Settlement(basis, None, None, NOTHING, Decimal(0), NOTHING, NOTHING, False)
    agreed, found = contract[basis], measured[basis]
    if found is None or agreed is None:
        raise area_needed(field=basis, basis=basis)
    difference = found - agreed
    within, beyond = by_area(price, agreed, difference)
    ratio = difference / agreed
    return Settlement(
        basis,
        agreed,
        found,
        difference,
        ratio.quantize(Decimal("0.000001")),
        within,
        beyond,
        abs(ratio) > TOLERANCE,
    )


def by_area(price: Decimal, agreed: Decimal, difference: Decimal) -> tuple[Decimal, Decimal]:
    """What the buyer pays for a `difference` from the `agreed` area, for the first 3 % and beyond.

    Larger: the buyer pays the first 3 %; what exceeds them the developer bears, and it is the
    buyer's. Smaller: the first 3 % are paid back, what exceeds them twice (第二十条).
    """
    most = agreed * TOLERANCE
    size = min(abs(difference), most)
    excess = abs(difference) - size
    if difference >= 0:
        return cents(price * size / agreed), NOTHING
    return -cents(price * size / agreed), -cents(2 * price * excess / agreed)

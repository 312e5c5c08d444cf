"""What of a deal goes on at another unit (换房), over plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.inventory.pricing.authority.rules import Price
from services.inventory.pricing.payment_plans.rules import Line


@dataclass(frozen=True)
class Onward:
    """The deal on the `target` unit: its price, deposit and schedule (none for a reservation), and
    the money that is `moved` to it."""

    target_id: UUID
    price: Price
    deposit: Decimal | None
    lines: Sequence[Line]
    moved: Decimal

"""A project's settings as plain values (defaults: design §8)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from contracts.inventory.projects import Settings as SettingsRequest
from contracts.inventory.projects import SettingsAnswer
from contracts.inventory.states import PriceBasis, Usage


@dataclass(frozen=True)
class DownPayments:
    """The least share of the price that is paid without a loan (首付比例), by usage."""

    residence: Decimal
    other: Decimal

    def of(self, usage: Usage) -> Decimal:
        return self.residence if usage is Usage.RESIDENCE else self.other


@dataclass(frozen=True)
class Settings:
    lock: timedelta
    reservation: timedelta
    sign_days: int
    late_entry: timedelta
    hand_in: timedelta
    price_basis: PriceBasis
    deposit: Decimal
    deposit_cap: Decimal
    large_contract: Decimal
    discount_authority: Mapping[str, Decimal]
    down_payment: DownPayments


DEFAULTS: dict[str, Any] = SettingsAnswer().dump(SettingsRequest().load({}))


def settings_of(stored: Mapping[str, Any]) -> Settings:
    """The settings as stored: JSON in which rates and money are strings. A setting that is younger
    than the project has its default."""
    stored = DEFAULTS | dict(stored)
    return Settings(
        lock=timedelta(minutes=stored["lock_minutes"]),
        reservation=timedelta(hours=stored["reservation_hours"]),
        sign_days=stored["sign_days"],
        late_entry=timedelta(days=stored["late_entry_days"]),
        hand_in=timedelta(hours=stored["hand_in_hours"]),
        price_basis=PriceBasis(stored["price_basis"]),
        deposit=Decimal(stored["deposit"]),
        deposit_cap=Decimal(stored["deposit_cap"]),
        large_contract=Decimal(stored["large_contract"]),
        discount_authority={
            role: Decimal(share) for role, share in stored["discount_authority"].items()
        },
        down_payment=DownPayments(
            **{usage: Decimal(share) for usage, share in stored["down_payment"].items()}
        ),
    )


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts building 2 before building 10."""
    return [
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.findall(r"\d+|\D+", name)
    ]

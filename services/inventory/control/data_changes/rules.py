"""What a data change may change, whose consent it takes, and what follows from it (seed 004)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from contracts.inventory.control.data_changes import area_agreed, inner_above_gross, nothing_changes
from contracts.inventory.register.projects import PriceBasis
from contracts.office.roles import Role
from services.inventory.pricing.price_lists.rules.versions import RATES
from services.inventory.register.units.rules import total

AREAS = ("gross_area", "inner_area")


def consent_needed(has_deal: bool) -> Role:
    """The control supervisor's; the manager's where somebody has bought on these facts."""
    return Role.SALES_MANAGER if has_deal else Role.CONTROL_SUPERVISOR


def differing(now: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that would change. Raises `nothing_changes`, `inner_above_gross`."""
    after = {
        name: value for name, value in asked.items() if value is not None and value != now[name]
    }
    if not after:
        raise nothing_changes()
    gross, inner = ({**now, **after}[name] for name in AREAS)
    if inner is not None and Decimal(inner) > Decimal(gross):
        raise inner_above_gross(field="inner_area")
    return after


def check_area(after: Mapping[str, Any], has_deal: bool) -> None:
    """The area of a deal stays what was agreed (面积差结算 at handover). Raises `area_agreed`."""
    touched = [name for name in AREAS if name in after]
    if has_deal and touched:
        raise area_agreed(field=touched[0])


def totals(
    rates: Mapping[str, Decimal | None], basis: PriceBasis, areas: Mapping[str, Any]
) -> dict[str, Decimal | None]:
    """A unit's prices at other areas: the rates per square metre are what was approved."""
    gross, inner = (areas[name] for name in AREAS)
    inner = None if inner is None else Decimal(inner)
    return {
        price: total(rates[rate], basis, gross=Decimal(gross), inner=inner)
        for rate, price in RATES.items()
    }


def told(now: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The changes as people read them."""
    return [
        {"field": name, "before": _text(now[name]), "after": _text(value)}
        for name, value in after.items()
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)

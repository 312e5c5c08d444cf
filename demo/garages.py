"""Parking spaces and storage rooms (车位、储藏) below a project's towers, as rows of its price list
(I-01, I-03). Made up: the city's table has homes only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from demo import price_lists

BUILDING = "地库"
HOUSE_TYPES = (
    ("标准车位", "5.3 米 × 2.5 米", "parking"),
    ("储藏室", "单间", "storage"),
)
"""Name, layout, usage."""

_FLOOR = -1
_DEARER_PER_UNIT = Decimal(500)


@dataclass(frozen=True)
class _Kind:
    house_type: str
    usage: str
    """As the price list has it."""
    stair: str
    number: str
    count: int
    area: tuple[Decimal, Decimal]
    """Gross and inner, m²."""
    filed: Decimal


_KINDS = (
    _Kind(
        "标准车位",
        "车位",
        "A区",
        "车",
        24,
        (Decimal("28.60"), Decimal("13.25")),
        Decimal(150_000),
    ),
    _Kind("储藏室", "储藏", "B区", "储", 8, (Decimal("9.80"), Decimal("7.20")), Decimal(38_000)),
)


def units(basis: str) -> Iterator[dict[str, object]]:
    """The rows of the price list; rates in `basis`, per m² (`gross_area`) or per `unit`."""
    for kind in _KINDS:
        gross, inner = kind.area
        for index in range(kind.count):
            yield {
                "phase": "一期",
                "building": BUILDING,
                "stair": kind.stair,
                "floor": _FLOOR,
                "number": f"{kind.number}{index + 1:03d}",
                "house_type": kind.house_type,
                "usage": kind.usage,
                "gross_area": gross,
                "inner_area": inner,
                **price_lists.rates(
                    kind.filed + index * _DEARER_PER_UNIT,
                    gross if basis == "gross_area" else Decimal(1),
                ),
            }

"""An Excel price list from the city's published figures (I-03).

The city publishes, per stair (单元), how many units are on sale and the range of their areas and
filed total prices. Made up here, always the same way: floors and room numbers; areas spread evenly
over the positions of a floor; prices rising with floor and area inside the published range; inner
area at 80–83 % of gross; and, from the filed price down, list price, channel price and floors.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cache
from pathlib import Path

_PUBLISHED = Path(__file__).parent / "data" / "chengdu-presale-2023.csv"
_MOST_FLOORS = 18
_WAN = Decimal(10_000)
_CENT = Decimal("0.01")

LIST_OF_FILED = Decimal("0.98")
MANAGER_OF_LIST = Decimal("0.98")
CHANNEL_OF_LIST = Decimal("0.96")
DIRECTOR_OF_LIST = Decimal("0.95")

HOUSE_TYPES: tuple[tuple[Decimal, str, str], ...] = (
    (Decimal(95), "A", "三室两厅一卫"),
    (Decimal(125), "B", "三室两厅两卫"),
    (Decimal(165), "C", "四室两厅两卫"),
    (Decimal(230), "D", "四室两厅三卫"),
    (Decimal(1000), "E", "五室三厅四卫"),
)
"""Largest gross area, name, layout."""

_ORIENTATIONS = ("南北", "南", "东南", "西南", "东")
_PHASES = "一二三四"


@dataclass(frozen=True)
class Stair:
    """One row of the published table."""

    permit: str
    building: str
    stair: str
    units: int
    price: tuple[Decimal, Decimal]
    area: tuple[Decimal, Decimal]


@cache
def published(project: str) -> tuple[Stair, ...]:
    """The project's stairs, oldest permit first."""
    rows = sorted(_rows(project), key=lambda row: (row["presale_date"], row["permit_no"]))
    return tuple(
        Stair(
            row["permit_no"],
            row["building"],
            row["stair"],
            int(row["units_on_sale"]),
            (
                Decimal(row["total_price_min_wan"]) * _WAN,
                Decimal(row["total_price_max_wan"]) * _WAN,
            ),
            (Decimal(row["area_min_m2"]), Decimal(row["area_max_m2"])),
        )
        for row in rows
    )


def facts(project: str) -> dict[str, str]:
    """What the city publishes of the project as a whole."""
    first = _rows(project)[0]
    permits = sorted({stair.permit for stair in published(project)})
    return {
        "developer": first["developer"],
        "district": first["district"],
        "address": first["address"],
        "presale_permit": "、".join(permits),
    }


def units(project: str, basis: str) -> Iterator[dict[str, object]]:
    """The rows of the price list; rates in `basis`, per m² (`gross_area`) or per `unit`."""
    permits = list(dict.fromkeys(stair.permit for stair in published(project)))
    phase_of: dict[str, str] = {}
    floors_below: dict[tuple[str, str], int] = {}
    for stair in published(project):
        phase = phase_of.setdefault(stair.building, _PHASES[permits.index(stair.permit)] + "期")
        place = stair.building, stair.stair
        per_floor = -(-stair.units // _MOST_FLOORS)
        first_floor = floors_below.get(place, 0) + 1
        floors_below[place] = first_floor - 1 + -(-stair.units // per_floor)
        for index in range(stair.units):
            floor, position = first_floor + index // per_floor, index % per_floor + 1
            yield {
                "phase": phase,
                "building": f"{stair.building}栋",
                "stair": f"{stair.stair}单元",
                "floor": floor,
                "number": f"{floor}{position:02d}",
                "usage": "住宅",
                "orientation": _ORIENTATIONS[(position - 1) % len(_ORIENTATIONS)],
                **_sized_and_priced(stair, index, per_floor, basis),
            }


def house_type(area: Decimal) -> str:
    return next(name for most, name, _ in HOUSE_TYPES if area <= most)


def _sized_and_priced(
    stair: Stair, index: int, per_floor: int, basis: str
) -> dict[str, Decimal | str]:
    across = Decimal(index % per_floor) / max(per_floor - 1, 1)
    upward = Decimal(index) / max(stair.units - 1, 1)
    area = _between(stair.area, across if per_floor > 1 else upward)
    filed = _between(stair.price, (4 * across + upward) / 5 if per_floor > 1 else upward)
    inner = area * (Decimal("0.80") + Decimal("0.03") * upward)
    return {
        "house_type": house_type(area),
        "gross_area": area,
        "inner_area": inner.quantize(_CENT),
        **rates(filed, area if basis == "gross_area" else Decimal(1)),
    }


def rates(filed: Decimal, divisor: Decimal) -> dict[str, Decimal | str]:
    """The price tiers below a filed total, each by `divisor`: square metres, or 1 for per unit."""
    rate = (filed / divisor).quantize(_CENT, ROUND_DOWN)
    listed = (rate * LIST_OF_FILED).quantize(_CENT, ROUND_DOWN)
    shares = {
        "manager_floor_rate": MANAGER_OF_LIST,
        "director_floor_rate": DIRECTOR_OF_LIST,
        "channel_rate": CHANNEL_OF_LIST,
    }
    return {
        "filed_rate": rate,
        "list_rate": listed,
        **{tier: (listed * share).quantize(_CENT, ROUND_DOWN) for tier, share in shares.items()},
    }


def _between(bounds: tuple[Decimal, Decimal], share: Decimal) -> Decimal:
    low, high = bounds
    return (low + (high - low) * share).quantize(_CENT)


@cache
def _rows(project: str) -> tuple[dict[str, str], ...]:
    with open(_PUBLISHED, encoding="utf-8", newline="") as file:
        found = tuple(row for row in csv.DictReader(file) if row["project"] == project)
    if not found:
        raise LookupError(f"{project} is not in {_PUBLISHED.name}")
    return found

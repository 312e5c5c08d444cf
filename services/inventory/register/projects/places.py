"""Where a unit is: phases number their buildings anew, so that 一期 3栋 and 二期 3栋 are two."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Self

from contracts.inventory.pricing.columns import RowFault


class Place(NamedTuple):
    """What makes a unit one of a kind in its project; `phase` is `None` where there are none."""

    phase: str | None
    building: str
    stair: str
    number: str


def called(phase: str | None, building: str) -> str:
    """How a building is called wherever one of its project is meant."""
    return f"{phase} {building}" if phase else building


def rests(text: str, phase: str | None, building: str) -> set[str]:
    """How the number of a unit in this building begins that is meant by `text`: by itself, after
    the building's name, or after phase and name. Empty where the text is only part of the name."""
    said, found = text.casefold(), {text}
    for name in {building, f"{phase or ''}{building}"}:
        place = "".join(name.split()).casefold()
        if said.startswith(place):
            found.add(said[len(place) :])
        elif place.startswith(said):
            found.add("")
    return found


class Buildings:
    """The phases of the buildings by name."""

    def __init__(self, known: Iterable[tuple[str | None, str]]) -> None:
        self._phases: dict[str, set[str | None]] = {}
        for phase, name in known:
            self._phases.setdefault(name, set()).add(phase)

    def with_those_of(self, rows: Iterable[Mapping[str, Any]]) -> Self:
        """These and the buildings that rows name with their phase."""
        known = [(phase, name) for name, phases in self._phases.items() for phase in phases]
        named = [(row["phase"], row["building"]) for row in rows if row["phase"] is not None]
        return type(self)([*known, *named])

    def settle(self, facts: dict[str, Any]) -> dict[str, RowFault]:
        """Fill in the phase of a row that names none, where only one building can be meant.
        Answers what is wrong with the phase that it names or leaves out."""
        phases = self._phases.get(facts["building"], set())
        if facts["phase"] is not None:
            return {"phase": RowFault.DIFFERS} if None in phases else {}
        if len(phases) > 1:
            return {"phase": RowFault.PHASE_NEEDED}
        facts["phase"] = next(iter(phases), None)
        return {}


NO_BUILDINGS = Buildings(())

"""The ladder consultant → supervisor → manager → director (R-04)."""

from collections.abc import Iterable
from uuid import UUID

LEVELS = {"sales_supervisor": 1, "sales_manager": 2, "sales_director": 3}
"""Major problems go on to the general manager by a person's decision, not by the clock."""


def rungs(chain: Iterable[tuple[UUID, str]], recipient_id: UUID) -> list[tuple[int, UUID]]:
    """`(level, staff)` above `recipient_id`, from `(staff, role)` in the order of command. Several
    of one role are all told; somebody of several roles once, at the lowest."""
    levels: dict[UUID, int] = {}
    for staff_id, role in chain:
        if role in LEVELS and staff_id != recipient_id:
            levels[staff_id] = min(LEVELS[role], levels.get(staff_id, LEVELS[role]))
    return sorted((level, staff_id) for staff_id, level in levels.items())


def next_level(levels: Iterable[int], told: int) -> int | None:
    """The level to tell after `told`; a level that nobody holds is passed over."""
    return min((level for level in levels if level > told), default=None)

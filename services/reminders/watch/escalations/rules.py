"""Who is above the one concerned, by the ladder of a kind of deadline (R-04)."""

from collections.abc import Iterable, Sequence
from uuid import UUID


def rungs(
    chain: Iterable[tuple[UUID, str]], recipient_id: UUID, ladder: Sequence[str]
) -> list[tuple[int, UUID]]:
    """`(level, staff)` above `recipient_id`, from `(staff, role)` in the order of command and the
    roles of a ladder, whose first is level 1. Several of one role are all told; somebody of several
    roles once, at the lowest."""
    by_role = {role: level for level, role in enumerate(ladder, start=1)}
    levels: dict[UUID, int] = {}
    for staff_id, role in chain:
        if role in by_role and staff_id != recipient_id:
            levels[staff_id] = min(by_role[role], levels.get(staff_id, by_role[role]))
    return sorted((level, staff_id) for staff_id, level in levels.items())


def next_level(levels: Iterable[int], told: int) -> int | None:
    """The level to tell after `told`; a level that nobody holds is passed over."""
    return min((level for level in levels if level > told), default=None)

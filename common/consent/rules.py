"""Who may decide what, and when a matter is decided (seeds 002, 003; design §8)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from contracts.consent.approvals import TOLD_NEEDS, ApprovalStatus, Verdict
from contracts.office.roles import Role, Scope

LADDER = (
    Role.SALES_SUPERVISOR,
    Role.SALES_MANAGER,
    Role.SALES_DIRECTOR,
    Role.GENERAL_MANAGER,
)
"""A higher role of the line decides in place of a lower one; finance and others stand alone."""


@dataclass(frozen=True)
class Seat:
    """In which capacity somebody decides: their own, or that of `in_place_of`."""

    staff_id: UUID
    roles: frozenset[str]
    projects: frozenset[UUID]
    scope: Scope
    in_place_of: UUID | None = None


def fills(role: str, need: str) -> bool:
    """Whether somebody with `role` may give the consent that `need` asks for."""
    if role == need:
        return True
    ladder = [str(step) for step in LADDER]
    return need in ladder and role in ladder and ladder.index(role) > ladder.index(need)


def covered(needs: Iterable[str], given: Collection[str]) -> bool:
    """Whether the consents of the roles `given` are all that it takes."""
    return all(any(fills(role, need) for role in given) for need in needs)


def still_needed(needs: Sequence[str], consents: Collection[str]) -> list[str]:
    """The needs without a consent, in their order."""
    return [need for need in needs if need not in consents]


def needs_told(needs: list[str], facts: Mapping[str, Any]) -> list[str]:
    """The needs that are told to who may not know all of them."""
    told: list[str] = facts.get(TOLD_NEEDS, needs)
    return told


def reaches(seat: Seat, project_id: UUID) -> bool:
    return seat.scope is Scope.ALL or project_id in seat.projects


def chosen_need(
    seats: Sequence[Seat],
    open_needs: Sequence[str],
    *,
    project_id: UUID,
    requested_by: str,
) -> tuple[str, Seat] | None:
    """The first open need that one of the seats fills, and that seat. Nobody decides their own
    request, neither themselves nor through whom they delegated to."""
    for need in open_needs:
        for seat in seats:
            own = requested_by in (str(seat.staff_id), str(seat.in_place_of))
            if not own and reaches(seat, project_id) and any(fills(r, need) for r in seat.roles):
                return need, seat
    return None


def outcome(needs: Sequence[str], verdicts: dict[str, Verdict]) -> ApprovalStatus:
    """One rejection rejects; every need's consent approves; otherwise it goes on."""
    if Verdict.REJECT in verdicts.values():
        return ApprovalStatus.REJECTED
    return ApprovalStatus.APPROVED if set(needs) <= set(verdicts) else ApprovalStatus.PENDING

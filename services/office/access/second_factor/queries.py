"""Who has a second factor, and who lacks one that they need."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from common import settings
from services.office.access.second_factor import rules
from services.office.access.second_factor.models import RecoveryCode, SecondFactor
from services.office.register.staff.models import Staff


def confirmed(session: Session, staff_id: UUID) -> SecondFactor | None:
    """Somebody's second factor, locked, if they have one that counts."""
    factor = session.get(SecondFactor, staff_id, with_for_update=True, populate_existing=True)
    return factor if factor and factor.confirmed_at else None


def is_required(roles: Iterable[str]) -> bool:
    return settings.second_factor_is_required() and rules.is_needed(roles)


def state_of(session: Session, staff_id: UUID | None) -> dict[str, Any]:
    """How somebody's own second factor stands."""
    staff = session.get_one(Staff, staff_id)
    factor = session.get(SecondFactor, staff_id)
    left = select(func.count()).where(RecoveryCode.staff_id == staff_id)
    return {
        "confirmed_at": factor.confirmed_at if factor else None,
        "required": is_required(staff.roles),
        "recovery_codes_left": session.scalar(left),
    }

"""The course of a project's settings."""

from collections.abc import Callable, Collection
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.clock import business_day
from services.inventory.register.settings.models import ProjectSettings
from services.inventory.register.settings.rules import Settings, Term, terms


def courses(
    session: Session, project_ids: Collection[UUID], value_of: Callable[[Settings], Decimal]
) -> dict[UUID, list[Term]]:
    """What a setting of the projects was on which days, oldest first."""
    wanted = (
        select(ProjectSettings)
        .where(ProjectSettings.project_id.in_(project_ids))
        .order_by(ProjectSettings.project_id, ProjectSettings.number)
    )
    return {
        project_id: terms([(business_day(row.since), row.settings) for row in rows], value_of)
        for project_id, rows in groupby(session.scalars(wanted), lambda row: row.project_id)
    }

"""What a region reaches."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.office.register.teams.models import Project


def projects_of_regions(session: Session, region_ids: list[UUID]) -> list[UUID]:
    """What a region's right reaches."""
    found = select(Project.id).where(Project.region_id.in_(region_ids)).order_by(Project.id)
    return list(session.scalars(found))

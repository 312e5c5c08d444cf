from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.reporting.facts.projects.models import Project


def keep(session: Session, project_id: UUID) -> None:
    """Note that there is such a project; told again, nothing changes."""
    session.execute(insert(Project).values(id=project_id).on_conflict_do_nothing())

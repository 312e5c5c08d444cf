from uuid import UUID

from sqlalchemy.orm import Session

from common.learning import NotKnownYet
from services.reporting.facts.projects.models import Project


def exists(session: Session, project_id: UUID) -> bool:
    return session.get(Project, project_id) is not None


def require(session: Session, project_id: UUID) -> None:
    """Raises `NotKnownYet` when nothing was told of the project."""
    if not exists(session, project_id):
        raise NotKnownYet("project")

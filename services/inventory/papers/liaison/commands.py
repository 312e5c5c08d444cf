"""Enter letters."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.schema import Ask
from services.inventory.papers.liaison.models import Letter
from services.inventory.register.projects import queries as projects


def record(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Enter a letter of a project. Raises `not_found`."""
    projects.project(session, ask.project_id, by, "letter.record")
    letter = Letter(**vars(ask), recorded_by=by.id, recorded_at=at)
    session.add(letter)
    session.flush()
    return {"id": letter.id, "status": letter.direction, "version": 1}

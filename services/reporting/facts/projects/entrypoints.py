from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import on_event
from common.work import Call
from contracts.event import Event
from contracts.inventory.register.projects import PROJECT_CREATED, read_project
from contracts.schema import Ask
from services.reporting.facts.projects import commands


def learn_project(service: Any, call: Call, ask: Ask) -> None:
    """Ask inventory for the project, whose event may still be on its way. Raises `not_found`."""
    service.questions.ask(read_project, {"project_id": str(ask.project_id)})
    with call.transaction() as session:
        commands.keep(session, ask.project_id)


class Projects:
    """The copy of which projects there are."""

    @on_event(PROJECT_CREATED)
    def projects_on_project_created(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.keep(session, event.data.project_id)

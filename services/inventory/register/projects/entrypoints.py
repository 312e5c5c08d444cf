from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.register import projects as operations
from contracts.schema import Ask
from services.inventory.register.projects import commands, queries


class Projects:
    """Projects (楼盘) and house types (户型)."""

    @command(operations.create_project)
    def create_project(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.create(session, ask, by=by, at=at)

    @command(operations.update_project)
    def update_project(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.update(session, ask, by=by)

    @query(operations.list_projects)
    def list_projects(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_projects(session, ask, by=by)

    @query(operations.read_project)
    def read_project(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_project(session, ask, by=by)

    @command(operations.add_house_type)
    def add_house_type(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.add_house_type(session, ask, by=by)

    @query(operations.list_house_types)
    def list_house_types(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_house_types(session, ask, by=by)

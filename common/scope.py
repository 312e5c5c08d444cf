"""Data scope as SQL: applied in the query, never after it (design §7)."""

from typing import Any

from sqlalchemy import ColumnElement, false, or_, true

from common.actor import Actor
from contracts.office.roles import Scope


def visible(
    actor: Actor,
    permission: str,
    *,
    owner: Any = None,
    team: Any = None,
    project: Any = None,
) -> ColumnElement[bool]:
    """The condition that limits a query to what `actor` may see by `permission`.

    `owner`, `team`, `project` are the columns that say whose a row is; a scope for which the row
    has no column matches nothing.
    """
    scope = actor.scope(permission)
    if scope is None:
        return false()
    if scope is Scope.ALL:
        return true()
    mine = owner == actor.staff_id if owner is not None else false()
    if scope is Scope.OWN:
        return mine
    if scope is Scope.TEAM:
        return mine if team is None else or_(mine, team == actor.team_id)
    return project.in_(actor.projects_for(scope)) if project is not None else false()

"""Office's postings copied by event: who is on duty, as what, in which team and projects.

A service that must know opts in: `posting_table(Base.metadata)` in its base, `Postings` (from
`common.posting_events`) among the topics of its `compose`. A copy of state: an older version
changes nothing (design §5.5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Column, Integer, MetaData, String, Table, Uuid, any_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.event import Event


def posting_table(metadata: MetaData) -> Table:
    """Staff as posted now; those who left stay, off duty."""
    return Table(
        "posting",
        metadata,
        Column("staff_id", Uuid, primary_key=True),
        Column("roles", ARRAY(String(40)), nullable=False),
        Column("team_id", Uuid),
        Column("project_ids", ARRAY(Uuid), nullable=False),
        Column("on_duty", Boolean, nullable=False),
        Column("version", Integer, nullable=False),
    )


_table = posting_table(MetaData())


@dataclass(frozen=True)
class Posting:
    staff_id: UUID
    roles: frozenset[str]
    team_id: UUID | None
    project_ids: frozenset[UUID]

    def within(self, by: Actor, permission: str) -> bool:
        """Whether `by` has `permission` over this member of staff."""
        return any(
            by.covers(permission, owner=self.staff_id, team=self.team_id, project=project)
            for project in self.project_ids or {None}
        )


def posting_of(session: Session, staff_id: UUID) -> Posting | None:
    """Where somebody is posted; `None` for unknown staff and those who left."""
    on_duty = select(_table).where(_table.c.staff_id == staff_id, _table.c.on_duty)
    row = session.execute(on_duty).first()
    if row is None:
        return None
    return Posting(row.staff_id, frozenset(row.roles), row.team_id, frozenset(row.project_ids))


def on_duty(session: Session, role: str, project_id: UUID | None) -> Sequence[UUID]:
    """Who is on duty with a role: in a project, or anywhere where none is given."""
    found = select(_table.c.staff_id).where(_table.c.on_duty, any_(_table.c.roles) == role)
    if project_id is not None:
        found = found.where(any_(_table.c.project_ids) == project_id)
    return session.scalars(found.order_by(_table.c.staff_id)).all()


def keep(session: Session, event: Event, *, on_duty: bool) -> None:
    """Take over what an event says about a member of staff, unless we know something newer."""
    posted = event.data if on_duty else None
    fresh = insert(_table).values(
        staff_id=event.data.staff_id,
        roles=posted.roles if posted else [],
        team_id=posted.team_id if posted else None,
        project_ids=posted.project_ids if posted else [],
        on_duty=on_duty,
        version=event.version,
    )
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=[_table.c.staff_id],
            set_={
                name: fresh.excluded[name]
                for name in ("roles", "team_id", "project_ids", "on_duty", "version")
            },
            where=_table.c.version < fresh.excluded.version,
        )
    )

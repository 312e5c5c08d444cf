"""Staff as their readers may see them; who answers for whom."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, null, or_, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.office.rights import rights_of
from contracts.refusals import not_found
from contracts.schema import Ask
from services.office.people.staff import rules
from services.office.people.teams.queries import led_teams, page, reach, regions_of
from services.office.register.staff.models import Staff
from services.office.register.staff.rules import ACTIVE
from services.office.register.teams.models import Project, Team


def list_staff(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    found = _rows(by).where(reach(by, "staff.read"), Staff.status == ask.status)
    if ask.role:
        found = found.where(Staff.roles.contains([ask.role]))
    if ask.team_id:
        found = found.where(Staff.team_id == ask.team_id)
    if ask.project_id:
        found = found.where(Staff.project_ids.contains([ask.project_id]))
    return page(session, found, Staff.id, ask)


def show_staff(session: Session, staff_id: UUID | None, *, by: Actor) -> dict[str, Any]:
    """Raises `not_found`, also for somebody outside the reader's scope."""
    found = _rows(by).where(reach(by, "staff.read"), Staff.id == staff_id)
    return _one(session, found, "member of staff")


def me(session: Session, *, by: Actor) -> dict[str, Any]:
    """The reader themselves and their rights. Raises `not_found` for a machine."""
    found = _rows(by).where(Staff.id == by.staff_id)
    rights = {name: scope.name.lower() for name, scope in rights_of(by.roles).items()}
    return _one(session, found, "member of staff") | {"rights": rights}


def contact(session: Session, staff_id: UUID) -> dict[str, Any]:
    """Raises `not_found`."""
    found = select(Staff.id.label("staff_id"), Staff.name, Staff.email, Staff.status)
    return _one(session, found.where(Staff.id == staff_id), "member of staff")


def staff_of(session: Session, ask: Ask) -> dict[str, Any]:
    """Present staff of a team or project, in the order of joining."""
    found = select(Staff).where(Staff.status == ACTIVE)
    if ask.team_id:
        found = found.where(Staff.team_id == ask.team_id)
    if ask.project_id:
        region = select(Project.region_id).where(Project.id == ask.project_id).scalar_subquery()
        posted = Staff.project_ids.contains([ask.project_id])
        found = found.where(or_(posted, Staff.region_ids.contains(array([region]))))
    if ask.role:
        found = found.where(Staff.roles.contains([ask.role]))
    rows = session.scalars(found.order_by(Staff.joined_at, Staff.id))
    return {"items": [{"staff_id": s.id, "role": ask.role or s.roles[0]} for s in rows]}


def chain_of_command(session: Session, staff_id: UUID) -> dict[str, Any]:
    """Raises `not_found`."""
    person = session.get(Staff, staff_id)
    if person is None:
        raise not_found(what="member of staff")
    leaders = or_(
        Staff.roles.overlap([role.value for role in rules.LADDER]),
        Staff.id == select(Team.leader_id).where(Team.id == person.team_id).scalar_subquery(),
    )
    found = select(Staff).where(leaders, Staff.status == ACTIVE)
    others = session.scalars(found.order_by(Staff.joined_at, Staff.id)).all()
    led = led_teams(session)
    chain = rules.chain_of_command(
        _posted(person, led),
        [_posted(other, led) for other in others],
        regions_of(session, person),
    )
    return {"items": [{"staff_id": who, "role": role} for who, role in chain]}


def _posted(staff: Staff, led: dict[UUID, set[UUID]]) -> rules.Posted:
    return rules.Posted(
        staff_id=staff.id,
        roles=frozenset(staff.roles),
        team_id=staff.team_id,
        led_teams=led.get(staff.id, set()),
        projects=frozenset(staff.project_ids),
        regions=frozenset(staff.region_ids),
    )


def _rows(by: Actor) -> Select[Any]:
    contact = reach(by, "staff.read_contact")
    leader = select(Team.leader_id).where(Team.id == Staff.team_id).scalar_subquery()
    personal = [
        case((contact, column), else_=null()).label(column.key)
        for column in (Staff.username, Staff.email, Staff.phone)
    ]
    return select(
        Staff.id, Staff.name, Staff.roles, Staff.team_id, Staff.project_ids, Staff.region_ids,
        Staff.status, Staff.joined_at, Staff.left_at, Staff.version, *personal,
        case((leader == Staff.id, null()), else_=leader).label("supervisor_id"),
    )  # fmt: skip


def _one(session: Session, found: Select[Any], what: str) -> dict[str, Any]:
    row = session.execute(found).first()
    if row is None:
        raise not_found(what=what)
    return dict(row._mapping)

"""Staff and postings (人员与岗位): O-01, O-02; seeds 001 and 004."""

import re
from enum import StrEnum
from typing import Any

from marshmallow import fields, validate

from contracts.office.people.teams import unknown_region, unknown_team
from contracts.office.roles import Role, Scope
from contracts.operation import ANYONE, Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Id, Moment, Page, Request, Text, Typed, Whole, new_id, page_of
from contracts.words import Word

STAFF_ROLES = [role.value for role in Role if role is not Role.PARTNER]
"""What a person can be posted as; the other one is for machines."""


SCOPES = [scope.name.lower() for scope in Scope]
"""How far a right may reach, as answers name it."""


class StaffStatus(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


username_taken = code(
    Conflict, "username_taken", zh="该用户名已被使用。", en="Somebody has this username already."
)
has_left = code(
    Conflict, "staff_has_left", zh="该员工已离职。", en="This member of staff has left."
)
last_administrator = code(
    Conflict,
    "last_administrator",
    zh="系统至少需要一名在职的系统管理员。",
    en="There must be at least one administrator; appoint another one first.",
)


class Username(Typed):
    """3–40 of a–z, 0–9, dot, dash and underscore; capitals become small letters."""

    default_error_messages = {
        "username": "Must be 3 to 40 of a-z, 0-9, dot, dash, underscore; first a letter or digit."
    }
    _pattern = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs).strip().lower()
        if not self._pattern.fullmatch(text):
            raise self.make_error("username")
        return text


class Posting(Request):
    """Who somebody is and where they are posted. `region_ids` are the regions they lead."""

    name = Text(required=True, most=60)
    email = fields.Email(required=True, validate=validate.Length(max=200))
    phone = Text(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(
            r"\+?[0-9][0-9 -]{4,19}$", error="Must be 5 to 20 digits, spaces and dashes."
        ),
    )
    roles = fields.List(
        Word(STAFF_ROLES, name="StaffRole"),
        required=True,
        validate=validate.Length(min=1),
    )
    team_id = Id(load_default=None, allow_none=True)
    project_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=200))
    region_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=50))


class CreateStaff(Posting):
    id = Id(load_default=new_id)
    username = Username(most=40, required=True)


class StaffId(Request):
    staff_id = Id(required=True)


class UpdateStaff(Posting):
    """The whole new state; `version` is the one that was read."""

    staff_id = Id(required=True)
    version = Whole(required=True)


class LeaveStaff(StaffId):
    version = Whole(required=True)


class ListStaff(Page):
    role = Word(STAFF_ROLES, name="StaffRole", load_default=None)
    team_id = Id(load_default=None)
    project_id = Id(load_default=None)
    status = Word(StaffStatus, load_default=StaffStatus.ACTIVE)


class StaffRow(Answer):
    """`username`, `email` and `phone` are null for readers who are not entitled to them."""

    id = fields.UUID()
    name = fields.String()
    roles = fields.List(Word(Role))
    team_id = fields.UUID(allow_none=True)
    supervisor_id = fields.UUID(allow_none=True)
    project_ids = fields.List(fields.UUID())
    region_ids = fields.List(fields.UUID())
    status = Word(StaffStatus)
    username = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    joined_at = Moment()
    left_at = Moment(allow_none=True)
    version = fields.Integer()


class Me(StaffRow):
    """`rights`: permission → own, team, project, region or all."""

    rights = fields.Dict(keys=fields.String(), values=Word(SCOPES, name="Scope"))


class Contact(Answer):
    """Where a notice reaches somebody."""

    staff_id = fields.UUID()
    name = fields.String()
    email = fields.String()
    status = Word(StaffStatus)


class ListStaffOf(Request):
    """Present staff of a team or of a project (postings and regions), who hold `role` if given."""

    team_id = Id(load_default=None)
    project_id = Id(load_default=None)
    role = Word(STAFF_ROLES, name="StaffRole", load_default=None)


class Rank(Answer):
    staff_id = fields.UUID()
    role = Word(Role)


class Ranks(Answer):
    """`items` in the order of command; several of one role are all responsible."""

    items = fields.List(fields.Nested(Rank))


def _managed(
    name: str, summary: str, request: type[Request], refuses: tuple[str, ...]
) -> Operation:
    return Operation("office", name, summary, "staff.manage", request, writes=True, refuses=refuses)


_POSTINGS = (unknown_team.name, unknown_region.name)

create_staff = _managed(
    "create_staff", "Somebody joins (入职)", CreateStaff, (username_taken.name, *_POSTINGS)
)
update_staff = _managed(
    "update_staff",
    "Change somebody's particulars, roles or postings (调岗); their old tokens end",
    UpdateStaff,
    (has_left.name, last_administrator.name, *_POSTINGS),
)
leave_staff = _managed(
    "leave_staff",
    "Somebody leaves (离职); their sessions end",
    LeaveStaff,
    (has_left.name, last_administrator.name),
)

list_staff = Operation(
    "office", "list_staff", "Staff of one's scope", "staff.read", ListStaff, page_of(StaffRow)
)
show_staff = Operation("office", "show_staff", "One of the staff", "staff.read", StaffId, StaffRow)
read_me = Operation("office", "read_me", "Who am I, what may I", ANYONE, answer=Me)

read_contact = Operation(
    "office",
    "read_contact",
    "Name and address for delivering a notice",
    "staff.reach",
    StaffId,
    Contact,
    internal=True,
)
list_staff_of = Operation(
    "office",
    "list_staff_of",
    "Who works in a team or on a project",
    "staff.reach",
    ListStaffOf,
    Ranks,
    internal=True,
)
read_chain_of_command = Operation(
    "office",
    "read_chain_of_command",
    "Somebody, their supervisor, managers, directors and general managers (汇报链)",
    "staff.reach",
    StaffId,
    Ranks,
    internal=True,
)

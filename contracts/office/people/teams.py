"""Teams and regions (团队与区域): O-01; seeds 001 and 004."""

from marshmallow import fields

from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import Answer, Id, Page, Request, Text, Whole, new_id, page_of

name_taken = code(
    Conflict, "name_taken", zh="该名称已被使用。", en="There is one of this name already."
)
unknown_team = code(
    Invalid, "unknown_team", zh="没有该团队（{field}）。", en="There is no such team ({field})."
)
unknown_region = code(
    Invalid,
    "unknown_region",
    zh="没有该区域（{field}）。",
    en="There is no such region ({field}).",
)
unknown_leader = code(
    Invalid,
    "unknown_leader",
    zh="团队负责人必须是在职员工（{field}）。",
    en="A team's leader must be a present member of staff ({field}).",
)


class CreateRegion(Request):
    id = Id(load_default=new_id)
    name = Text(required=True, most=60)


class UpdateRegion(Request):
    region_id = Id(required=True)
    version = Whole(required=True)
    name = Text(required=True, most=60)


class RegionRow(Answer):
    id = fields.UUID()
    name = fields.String()
    version = fields.Integer()


class TeamShape(Request):
    """`leader_id` is the supervisor of everybody else in the team and becomes a member of it."""

    name = Text(required=True, most=60)
    region_id = Id(load_default=None, allow_none=True)
    leader_id = Id(load_default=None, allow_none=True)


class FormTeam(TeamShape):
    id = Id(load_default=new_id)


class UpdateTeam(TeamShape):
    team_id = Id(required=True)
    version = Whole(required=True)


class ListTeams(Page):
    region_id = Id(load_default=None)


class TeamRow(Answer):
    id = fields.UUID()
    name = fields.String()
    region_id = fields.UUID(allow_none=True)
    leader_id = fields.UUID(allow_none=True)
    version = fields.Integer()


class Kept(Answer):
    """What was written, and the version that it has now."""

    id = fields.UUID()
    version = fields.Integer()


def _managed(
    name: str, summary: str, request: type[Request], refuses: tuple[str, ...]
) -> Operation:
    return Operation(
        "office", name, summary, "staff.manage", request, Kept, writes=True, refuses=refuses
    )


_NAMES = (name_taken.name, unknown_region.name, unknown_leader.name)


create_region = _managed("create_region", "Open a region (区域)", CreateRegion, (name_taken.name,))
update_region = _managed("update_region", "Rename a region", UpdateRegion, (name_taken.name,))
form_team = _managed("form_team", "Form a team (团队)", FormTeam, _NAMES)
update_team = _managed("update_team", "Change a team's name, region or leader", UpdateTeam, _NAMES)
list_regions = Operation(
    "office", "list_regions", "Regions", "staff.read", Page, page_of(RegionRow)
)
list_teams = Operation(
    "office", "list_teams", "Teams of one's scope", "staff.read", ListTeams, page_of(TeamRow)
)

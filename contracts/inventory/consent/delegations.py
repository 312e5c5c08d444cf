"""Delegations (委托): somebody decides in one's place during absence."""

from marshmallow import fields

from contracts.event import EventType
from contracts.operation import ANYONE, Operation
from contracts.refusals import Invalid, code
from contracts.schema import Answer, Done, Id, Moment, Request, new_id

MOST_DELEGATION_DAYS = 60

delegation_invalid = code(
    Invalid,
    "delegation_invalid",
    zh="委托期限须晚于现在且不超过 60 天，且不能委托给自己（{field}）。",
    en="A delegation ends in the future, within 60 days, and goes to somebody else ({field}).",
)


class DelegateApprovals(Request):
    """Somebody decides in the caller's place until `until` (委托)."""

    id = Id(load_default=new_id)
    to_staff_id = Id(required=True)
    until = Moment(required=True)


class EndDelegation(Request):
    delegation_id = Id(required=True)


class ListDelegations(Request):
    pass


class Delegation(Answer):
    id = fields.UUID()
    from_staff_id = fields.UUID()
    to_staff_id = fields.UUID()
    since = Moment()
    until = Moment()


class Delegations(Answer):
    items = fields.List(fields.Nested(Delegation))


class ApprovalsDelegated(Answer):
    """Who decides in whose place until when, with which roles and in which projects."""

    delegation_id = fields.UUID(required=True)
    from_staff_id = fields.UUID(required=True)
    to_staff_id = fields.UUID(required=True)
    roles = fields.List(fields.String(), required=True)
    project_ids = fields.List(fields.UUID(), required=True)
    since = Moment(required=True)
    until = Moment(required=True)


APPROVALS_DELEGATED = EventType(
    "inventory",
    "approvals_delegated",
    ApprovalsDelegated,
    "Somebody decides in another's place, in every service",
)
DELEGATION_ENDED = EventType(
    "inventory", "delegation_ended", ApprovalsDelegated, "They do so no more"
)

delegate_approvals = Operation(
    "inventory",
    "delegate_approvals",
    "Let somebody decide in one's place during absence (委托)",
    "approval.decide",
    DelegateApprovals,
    Done,
    writes=True,
    refuses=("delegation_invalid",),
)
end_delegation = Operation(
    "inventory",
    "end_delegation",
    "End one's delegation early",
    "approval.decide",
    EndDelegation,
    Done,
    writes=True,
)
list_delegations = Operation(
    "inventory",
    "list_delegations",
    "Delegations to and from the caller that still run",
    ANYONE,
    ListDelegations,
    Delegations,
)

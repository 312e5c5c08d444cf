"""Open approvals (待审批) of all services in one list; each is read and decided by its service."""

from marshmallow import fields

from contracts.office.roles import Role
from contracts.operation import ANYONE, Operation
from contracts.parking import SERVICES
from contracts.schema import Answer, Id, Moment, Page, page_of
from contracts.words import Word


class ListOpenApprovals(Page):
    """`to_decide`: only those that wait for the caller; `mine`: only the caller's own requests."""

    service = Word(SERVICES, name="Service")
    project_id = Id()
    to_decide = fields.Boolean(load_default=False)
    mine = fields.Boolean(load_default=False)


class OpenApproval(Answer):
    """An approval of `service` that is pending. `still_needs` are the roles whose consent it still
    takes; `facts` are those that name its matter: the others, and the reason, its service knows."""

    id = fields.UUID()
    service = Word(SERVICES, name="Service")
    project_id = fields.UUID()
    kind = fields.String()
    subject_id = fields.UUID()
    needs = fields.List(Word(Role))
    still_needs = fields.List(Word(Role))
    facts = fields.Dict()
    requested_by = fields.String()
    requested_at = Moment()
    decide_by = Moment(allow_none=True)
    may_decide = fields.Boolean()
    version = fields.Integer()


list_open_approvals = Operation(
    "reminders",
    "list_open_approvals",
    "Approvals of all services that are still open, newest first (待审批)",
    ANYONE,
    ListOpenApprovals,
    page_of(OpenApproval),
)

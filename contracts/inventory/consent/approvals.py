"""Approvals (审批): one mechanism for all that needs somebody else's consent (seeds 002, 003)."""

from enum import StrEnum

from marshmallow import fields

from contracts.event import EventType
from contracts.office.roles import Role
from contracts.operation import ANYONE, Operation
from contracts.refusals import Conflict, Forbidden, Invalid, code
from contracts.schema import Answer, Done, Facts, Id, Moment, Page, Request, Text, page_of
from contracts.words import Word


class ApprovalKind(StrEnum):
    """What is asked for. The topic that asks for it knows the effect."""

    HOLD = "hold"
    PRICE_LIST = "price_list"
    SPECIAL_DISCOUNT = "special_discount"
    CHANGE_ORDER = "change_order"
    PROMISE = "promise"
    LATE_FEE_WAIVER = "late_fee_waiver"
    DATA_CHANGE = "data_change"
    SUSPENSION = "suspension"
    QUOTATION = "quotation"
    HANDOVER_DEVIATION = "handover_deviation"
    RECEIPT_REVERSAL = "receipt_reversal"
    AREA_CORRECTION = "area_correction"


PRICE_MATTERS = (
    ApprovalKind.PRICE_LIST,
    ApprovalKind.SPECIAL_DISCOUNT,
    ApprovalKind.QUOTATION,
    ApprovalKind.CHANGE_ORDER,
)
"""What whose consent they take tells of the floors: only those see them who ask, decide, or know
the floors anyway."""


class ApprovalStatus(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


approval_decided = code(
    Conflict,
    "approval_decided",
    zh="该审批已处理（{status}）。",
    en="This approval has already been decided ({status}).",
    words={"status": "approval_status"},
)
decided_by_you = code(
    Conflict,
    "decided_by_you",
    zh="您已对该审批表示同意，请等待其他审批人。",
    en="You have given your consent; others still have to give theirs.",
)
own_request = code(
    Forbidden,
    "own_request",
    zh="不能审批自己提出的申请。",
    en="Nobody decides their own request.",
)
not_a_decider = code(
    Forbidden,
    "not_a_decider",
    zh="该审批需由以下角色处理：{needs}。",
    en="This approval is decided by: {needs}.",
    words={"needs": "role"},
)
approval_pending = code(
    Conflict,
    "approval_pending",
    zh="已有同一事项的审批在处理中。",
    en="The same matter is already waiting for approval.",
)
comment_needed = code(
    Invalid, "comment_needed", zh="驳回时必须填写意见。", en="A rejection needs a comment."
)


class ListApprovals(Page):
    """`to_decide`: only those that wait for the caller; `mine`: only the caller's own requests."""

    project_id = Id()
    kind = Word(ApprovalKind)
    status = Word(ApprovalStatus)
    subject_id = Id()
    to_decide = fields.Boolean(load_default=False)
    mine = fields.Boolean(load_default=False)


class OneApproval(Request):
    approval_id = Id(required=True)


class DecideApproval(OneApproval):
    verdict = Word(Verdict, required=True)
    comment = Text(most=500)


class WithdrawApproval(OneApproval):
    reason = Text(most=500)


class ApprovalDecision(Answer):
    role = Word(Role)
    by = fields.String()
    in_place_of = fields.UUID(allow_none=True)
    verdict = Word(Verdict)
    comment = fields.String(allow_none=True)
    at = Moment()


class ApprovalRow(Answer):
    """`needs` are the roles that must all consent, `still_needs` those that have not yet; `facts`
    is what the decider has to know, by kind."""

    id = fields.UUID()
    project_id = fields.UUID()
    kind = Word(ApprovalKind)
    subject_id = fields.UUID()
    status = Word(ApprovalStatus)
    needs = fields.List(Word(Role))
    still_needs = fields.List(Word(Role))
    facts = fields.Dict()
    reason = fields.String(allow_none=True)
    requested_by = fields.String()
    requested_at = Moment()
    decide_by = Moment(allow_none=True)
    decided_at = Moment(allow_none=True)
    may_decide = fields.Boolean()
    version = fields.Integer()


class Approval(ApprovalRow):
    decisions = fields.List(fields.Nested(ApprovalDecision))


class Submitted(Done):
    """Something that waits for consent: `approval_id`."""

    approval_id = fields.UUID()


class ConsentRequested(Submitted):
    """`needs` are the roles whose consent it takes."""

    needs = fields.List(Word(Role))


class ApprovalTold(Facts):
    """An approval was requested or decided; `status` is the approval's."""

    approval_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    status = fields.String(required=True)
    needs = fields.List(fields.String(), required=True)
    requested_by = fields.String(required=True)
    decide_by = Moment(allow_none=True)


APPROVAL_REQUESTED = EventType(
    "inventory", "approval_requested", ApprovalTold, "Somebody's consent is asked for"
)
APPROVAL_DECIDED = EventType(
    "inventory", "approval_decided", ApprovalTold, "It was given, refused or is no longer needed"
)

list_approvals = Operation(
    "inventory",
    "list_approvals",
    "Approvals, newest first (审批)",
    ANYONE,
    ListApprovals,
    page_of(ApprovalRow),
)
read_approval = Operation(
    "inventory",
    "read_approval",
    "An approval with its decisions",
    ANYONE,
    OneApproval,
    Approval,
)
decide_approval = Operation(
    "inventory",
    "decide_approval",
    "Consent or reject; with the last consent the effect happens",
    ANYONE,
    DecideApproval,
    Done,
    writes=True,
    refuses=(
        "approval_decided",
        "own_request",
        "not_a_decider",
        "comment_needed",
        "unit_taken",
        "unit_wrong_state",
        "units_wrong_state",
        "deal_wrong_stage",
        "consent_outdated",
        "quotation_wrong_status",
        "change_needs_first",
        "change_not_allowed",
        "changes_nothing",
        "deduction_too_high",
        "refund_above_balance",
        "customer_not_yours",
        "price_missing",
        "price_above_list",
        "deposit_above_cap",
        "share_too_high",
        "owner_already",
        "not_an_owner",
        "plan_ended",
        "plan_not_applicable",
        "down_payment_too_low",
        "late_fee_settled",
        "stale_version",
        "area_agreed",
        "unbind_first",
        "unit_exists",
        "bound_to_home",
    ),
)
withdraw_approval = Operation(
    "inventory",
    "withdraw_approval",
    "Take one's own request back",
    ANYONE,
    WithdrawApproval,
    Done,
    writes=True,
    refuses=("approval_decided",),
)

"""Approvals (审批): one mechanism for all that needs somebody else's consent (seeds 002, 003).

A service declares its kinds once, as `ConsentContract`; operations and events follow.
"""

from collections.abc import Mapping
from enum import StrEnum

from marshmallow import Schema, fields

from contracts.event import EventType
from contracts.office.roles import Role
from contracts.operation import ANYONE, Operation
from contracts.refusals import Conflict, Forbidden, Invalid, code
from contracts.schema import Answer, Done, Facts, Id, Moment, Page, Request, Text, page_of
from contracts.words import Word


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
consent_outdated = code(
    Conflict,
    "consent_outdated",
    zh="情况已变化，现需以下角色同意：{needs}；请重新申请。",
    en="Matters have changed: it now takes {needs}; ask anew.",
    words={"needs": "role"},
)


TOLD_NEEDS = "told_needs"
"""The fact that keeps which needs are told to who may not know all of them."""


class ListApprovals(Page):
    """`to_decide`: only those that wait for the caller; `mine`: only the caller's own requests."""

    project_id = Id()
    kind = fields.String()
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
    """`role` and `by` are null for who may not know whose consents it takes."""

    role = Word(Role, allow_none=True)
    by = fields.String(allow_none=True)
    in_place_of = fields.UUID(allow_none=True)
    verdict = Word(Verdict)
    comment = fields.String(allow_none=True)
    at = Moment()


class ApprovalRow(Answer):
    """`needs` are the roles that must all consent, `still_needs` those that have not yet; `facts`
    is what the decider has to know, by kind. Of a matter that tells of the floors, who neither
    decides nor knows them gets the needs that follow from the discount alone."""

    id = fields.UUID()
    project_id = fields.UUID()
    kind = fields.String()
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
    """An approval as it stands: `status` is the approval's, `still_needs` the roles that have not
    consented yet, `facts` the headline of what the decider has to know."""

    approval_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    status = fields.String(required=True)
    needs = fields.List(fields.String(), required=True)
    requested_by = fields.String(required=True)
    decide_by = Moment(allow_none=True)
    requested_at = Moment()
    still_needs = fields.List(fields.String())
    facts = fields.Dict()


class ConsentContract:
    """What one service says about consent: its kinds, and the operations and events about them.

    `restricted` maps a kind to the right that it takes to see such an approval without asking for
    it or deciding it. `headline` names the facts that events carry: ids and numbers that say what
    it is about, never an amount or what somebody typed. `refuses` are the refusals of what consent
    causes, beyond the kit's own. `prefix` begins the names of its schemas in the API's document.
    """

    def __init__(
        self,
        service: str,
        kinds: type[StrEnum],
        *,
        restricted: Mapping[StrEnum, str] | None = None,
        headline: tuple[str, ...] = (),
        refuses: tuple[str, ...] = (),
        prefix: str = "",
    ) -> None:
        self.service = service
        self._prefix = prefix
        self.kinds = kinds
        self.restricted = {str(kind): right for kind, right in (restricted or {}).items()}
        self.headline = headline
        self.requested = EventType(
            service, "approval_requested", ApprovalTold, "Somebody's consent is asked for"
        )
        self.advanced = EventType(
            service,
            "approval_advanced",
            ApprovalTold,
            "One of several consents was given, or its facts have changed",
        )
        self.decided = EventType(
            service,
            "approval_decided",
            ApprovalTold,
            "It was given, refused or is no longer needed",
        )
        self.events = (self.requested, self.advanced, self.decided)
        self.list = Operation(
            service,
            "list_approvals",
            "Approvals, newest first (审批)",
            ANYONE,
            self._own(ListApprovals),
            page_of(self._own(ApprovalRow)),
        )
        self.read = Operation(
            service,
            "read_approval",
            "An approval with its decisions",
            ANYONE,
            OneApproval,
            self._own(Approval),
        )
        self.decide = Operation(
            service,
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
                *refuses,
            ),
        )
        self.withdraw = Operation(
            service,
            "withdraw_approval",
            "Take one's own request back",
            ANYONE,
            WithdrawApproval,
            Done,
            writes=True,
            refuses=("approval_decided",),
        )
        CONSENT[service] = self

    def _own(self, shape: type[Schema]) -> type[Schema]:
        """`shape` of this service's approvals: its `kind` is one of the service's words."""
        name = f"{self._prefix}{shape.__name__}"
        module = f"contracts.{self.service}"
        own = {"kind": Word(self.kinds), "__module__": module, "__doc__": shape.__doc__}
        return type(name, (shape,), own)


CONSENT: dict[str, ConsentContract] = {}
"""The contract of every service that asks for consent."""

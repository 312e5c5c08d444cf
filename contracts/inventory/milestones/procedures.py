"""What the milestones of a contract (节点) have in common: words, answers, refusals, events."""

from enum import StrEnum

from marshmallow import fields

from contracts.event import EventType
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Facts, Moment, Money
from contracts.words import Word


class MilestoneKind(StrEnum):
    """Of the last one a contract has one after the handover; a combined loan has both loans."""

    FILING = "filing"
    COMMERCIAL_LOAN = "commercial_loan"
    PROVIDENT_FUND = "provident_fund"
    HANDOVER = "handover"
    TITLE = "title"


class MilestoneStatus(StrEnum):
    """How far a milestone is; each kind uses some of the words."""

    COLLECTING = "collecting"
    WAITING = "waiting"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PAID_OUT = "paid_out"
    REJECTED = "rejected"
    FILED = "filed"
    REVOKED = "revoked"
    NOTIFIED = "notified"
    INSPECTED = "inspected"
    DELIVERED = "delivered"
    ISSUED = "issued"
    DROPPED = "dropped"


milestone_wrong_status = code(
    Conflict,
    "milestone_wrong_status",
    zh="该节点当前状态为 {status}，此操作仅适用于 {allowed}。",
    en="This milestone is {status}; this is only possible when it is {allowed}.",
)
milestone_over = code(
    Conflict,
    "milestone_over",
    zh="该节点已办结（{status}）。",
    en="This milestone is over ({status}).",
)
milestone_documents_missing = code(
    Conflict,
    "milestone_documents_missing",
    zh="资料尚不齐全，缺少：{missing}。",
    en="Documents are missing: {missing}.",
)


class Milestone(Answer):
    """Where one milestone stands. `overdue` counts the days since `due_on` while it is open."""

    id = fields.UUID()
    kind = Word(MilestoneKind)
    status = Word(MilestoneStatus)
    due_on = fields.Date()
    overdue = fields.Integer()
    missing = fields.List(fields.String())
    handled_by = fields.UUID(allow_none=True)
    opened_at = Moment()
    ended_at = Moment(allow_none=True)
    version = fields.Integer()


class MilestoneTold(Facts):
    """A milestone was reached on a business day (签约后节点)."""

    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    business_day = fields.Date(required=True)


class LoanPaidOut(MilestoneTold):
    """`amount` is what the bank or the fund lent; `is_last`: no other loan of the deal is open."""

    kind = fields.String(required=True)
    amount = Money(required=True)
    is_last = fields.Boolean(required=True)


class HandoverDone(MilestoneTold):
    """`amount` is the contract's price; `settlement` what the buyer pays for the difference in
    area, negative when it is paid back."""

    amount = Money(required=True)
    settlement = Money(signed=True, required=True)


def _event(name: str, data: type[Facts], summary: str) -> EventType:
    return EventType("inventory", name, data, summary)


CONTRACT_FILED = _event("contract_filed", MilestoneTold, "A contract was filed (网签备案)")
FILING_REVOKED = _event("filing_revoked", MilestoneTold, "A contract's filing was revoked")
LOAN_PAID_OUT = _event("loan_paid_out", LoanPaidOut, "A buyer's loan was paid out (放款)")
HANDOVER_DONE = _event("handover_done", HandoverDone, "A buyer has taken over the unit (交房)")
TITLE_ISSUED = _event("title_issued", MilestoneTold, "The title was issued (产权)")

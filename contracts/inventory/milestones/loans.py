"""Loans of buyers: mortgage (按揭) and provident fund (公积金), from the documents to the payout
(I-18; seeds 001, 004). A combined loan has two cases."""

from marshmallow import fields, validate

from contracts.can import Can
from contracts.inventory.milestones.procedures import Milestone
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Day, Done, Id, Money, Request, Text

loan_above_applied = code(
    Conflict,
    "loan_above_applied",
    zh="批贷金额不能超过申请金额 {most}。",
    en="No more than the {most} applied for can be approved.",
)
_some_money = validate.Range(min=0, min_inclusive=False)


class OneLoan(Request):
    loan_id = Id(required=True)


class SubmitLoan(OneLoan):
    """To which bank or fund centre, for how much, on which business day (today by default)."""

    lender = Text(required=True, most=60)
    amount = Money(required=True, validate=_some_money)
    submitted_on = Day()


class ApproveLoan(OneLoan):
    """What the lender granted; the applied amount when it isn't given."""

    amount = Money(validate=_some_money)
    approved_on = Day()


class RejectLoan(OneLoan):
    reason = Text(required=True, most=200)


class PayOutLoan(OneLoan):
    """On which business day the lender paid; today when it isn't given."""

    paid_out_on = Day()


class LoanApproved(Done):
    """`short` is what was applied for and not granted: it takes another payment plan."""

    short = Money()


_wrong = ("milestone_wrong_status",)

submit_loan = Operation(
    "inventory",
    "submit_loan",
    "Hand the complete documents in to bank or fund centre (报件)",
    "milestone.manage",
    SubmitLoan,
    Done,
    writes=True,
    refuses=(*_wrong, "milestone_documents_missing"),
)
approve_loan = Operation(
    "inventory",
    "approve_loan",
    "The lender has granted the loan (批贷)",
    "milestone.manage",
    ApproveLoan,
    LoanApproved,
    writes=True,
    refuses=(*_wrong, "loan_above_applied"),
)
reject_loan = Operation(
    "inventory",
    "reject_loan",
    "The lender has refused the loan (拒贷): apply again, or take another plan",
    "milestone.manage",
    RejectLoan,
    Done,
    writes=True,
    refuses=_wrong,
)
pay_out_loan = Operation(
    "inventory",
    "pay_out_loan",
    "The lender has paid the loan out (放款); finance records the money",
    "milestone.manage",
    PayOutLoan,
    Done,
    writes=True,
    refuses=_wrong,
)
reapply_loan = Operation(
    "inventory",
    "reapply_loan",
    "Apply for a loan again after a rejection",
    "milestone.manage",
    OneLoan,
    Done,
    writes=True,
    refuses=_wrong,
)


class Loan(Milestone):
    """`applied` and `granted` in yuan; what was not granted takes another payment plan."""

    lender = fields.String(allow_none=True)
    applied = Money(allow_none=True)
    granted = Money(allow_none=True)
    submitted_on = fields.Date(allow_none=True)
    approved_on = fields.Date(allow_none=True)
    paid_out_on = fields.Date(allow_none=True)
    reason = fields.String(allow_none=True)
    can = Can(
        "Loan",
        submit_loan,
        approve_loan,
        reject_loan,
        pay_out_loan,
        reapply_loan,
        "note_milestone_documents",
        "report_obstacle",
    )

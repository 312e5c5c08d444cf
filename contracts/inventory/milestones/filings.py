"""Filing of contracts with the authority (网签备案; I-16, I-18; seed 004)."""

from marshmallow import fields

from contracts.can import Can
from contracts.inventory.milestones.procedures import Milestone
from contracts.inventory.register.deals import OneDeal
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Day, Done, Text

filing_number_taken = code(
    Conflict,
    "filing_number_taken",
    zh="该备案号已登记在另一份合同上。",
    en="Another contract has this filing number.",
)


class SubmitFiling(OneDeal):
    """On which business day it was submitted; today when it isn't given."""

    submitted_on = Day()


class RecordFiling(OneDeal):
    """The number that the authority gave (备案号), and the business day."""

    number = Text(required=True, most=40)
    filed_on = Day()


class RevokeFiling(OneDeal):
    """The authority has struck the filing (撤销备案); needed before a cancellation."""

    reason = Text(required=True, most=200)
    revoked_on = Day()


_wrong = ("milestone_wrong_status",)

submit_filing = Operation(
    "inventory",
    "submit_filing",
    "Submit the contract for filing (网签备案)",
    "milestone.manage",
    SubmitFiling,
    Done,
    writes=True,
    refuses=(*_wrong, "milestone_documents_missing", "deal_wrong_stage"),
)
record_filing = Operation(
    "inventory",
    "record_filing",
    "The contract is filed under a number",
    "milestone.manage",
    RecordFiling,
    Done,
    writes=True,
    refuses=(*_wrong, "filing_number_taken"),
)
revoke_filing = Operation(
    "inventory",
    "revoke_filing",
    "The filing was struck (撤销备案)",
    "filing.revoke",
    RevokeFiling,
    Done,
    writes=True,
    refuses=_wrong,
)


class Filing(Milestone):
    number = fields.String(allow_none=True)
    submitted_on = fields.Date(allow_none=True)
    filed_on = fields.Date(allow_none=True)
    revoked_on = fields.Date(allow_none=True)
    reason = fields.String(allow_none=True)
    can = Can(
        "Filing",
        submit_filing,
        record_filing,
        revoke_filing,
        "note_milestone_documents",
        "report_obstacle",
    )

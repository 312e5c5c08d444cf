"""The title procedure (产权办理) that begins with the handover (I-18; seed 004)."""

from marshmallow import fields

from contracts.can import Can
from contracts.inventory.milestones.procedures import Milestone
from contracts.inventory.register.deals import OneDeal
from contracts.operation import Operation
from contracts.schema import Day, Done, Text


class SubmitTitle(OneDeal):
    """On which business day the application was submitted; today when it isn't given."""

    submitted_on = Day()


class IssueTitle(OneDeal):
    """The certificate's number (不动产权证号), and the business day."""

    number = Text(required=True, most=60)
    issued_on = Day()


submit_title = Operation(
    "inventory",
    "submit_title",
    "Submit the application for the title",
    "milestone.manage",
    SubmitTitle,
    Done,
    writes=True,
    refuses=("milestone_wrong_status", "milestone_documents_missing"),
)
issue_title = Operation(
    "inventory",
    "issue_title",
    "The title was issued (产权证)",
    "milestone.manage",
    IssueTitle,
    Done,
    writes=True,
    refuses=("milestone_wrong_status",),
)


class Title(Milestone):
    number = fields.String(allow_none=True)
    submitted_on = fields.Date(allow_none=True)
    issued_on = fields.Date(allow_none=True)
    can = Can(
        "Title",
        submit_title,
        issue_title,
        "note_milestone_documents",
        "report_obstacle",
    )

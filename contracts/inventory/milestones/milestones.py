"""Milestones of a contract (节点): where loans, filing, handover and title stand, what is missing,
what stands in the way (I-18; seeds 001, 004). They run side by side and leave the unit's state
alone, but for the handover."""

from marshmallow import fields, validate

from contracts.can import Can
from contracts.inventory.milestones.filings import Filing
from contracts.inventory.milestones.handovers import Handover
from contracts.inventory.milestones.loans import Loan
from contracts.inventory.milestones.procedures import Milestone, MilestoneKind, MilestoneStatus
from contracts.inventory.milestones.titles import Title
from contracts.inventory.register.deals import OneDeal
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Day, Done, Id, Moment, Page, Request, Text, new_id, page_of
from contracts.words import Word

obstacle_resolved = code(
    Conflict, "obstacle_resolved", zh="该障碍已解除。", en="This obstacle is resolved already."
)


class ListMilestones(Page):
    """`open` (the default): those not over; `overdue`: those of them past their day; `blocked`:
    with an obstacle or a missing document."""

    project_id = Id()
    consultant_id = Id()
    kind = Word(MilestoneKind)
    status = Word(MilestoneStatus)
    open = fields.Boolean(load_default=True)
    overdue = fields.Boolean(load_default=False)
    blocked = fields.Boolean(load_default=False)
    sort = Sort("Milestone", "due_on")


class NoteDocuments(OneDeal):
    """What is missing now; an empty list says that all documents are there."""

    kind = Word(MilestoneKind, required=True)
    missing = fields.List(Text(most=60), required=True, validate=validate.Length(max=30))


class ReportObstacle(OneDeal):
    """`since` is the business day on which it came up, today when it isn't given."""

    id = Id(load_default=new_id)
    kind = Word(MilestoneKind, required=True)
    what = Text(required=True, most=300)
    since = Day()


class ResolveObstacle(Request):
    obstacle_id = Id(required=True)
    resolution = Text(required=True, most=300)


note_milestone_documents = Operation(
    "inventory",
    "note_milestone_documents",
    "Say which documents a milestone still lacks",
    "milestone.manage",
    NoteDocuments,
    Done,
    writes=True,
    refuses=("milestone_over",),
)
report_obstacle = Operation(
    "inventory",
    "report_obstacle",
    "Report what stands in a milestone's way (障碍)",
    "milestone.report",
    ReportObstacle,
    Done,
    writes=True,
    refuses=("milestone_over",),
)
resolve_obstacle = Operation(
    "inventory",
    "resolve_obstacle",
    "Say how an obstacle was resolved",
    "milestone.report",
    ResolveObstacle,
    Done,
    writes=True,
    refuses=("obstacle_resolved",),
)


class Obstacle(Answer):
    """What stands in the way (障碍)."""

    id = fields.UUID()
    kind = Word(MilestoneKind)
    what = fields.String()
    since = fields.Date()
    reported_by = fields.String()
    resolved_at = Moment(allow_none=True)
    resolution = fields.String(allow_none=True)
    can = Can("Obstacle", resolve_obstacle)


class MilestoneRow(Milestone):
    """A milestone with its contract; `obstacles` are those not resolved."""

    deal_id = fields.UUID()
    project_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    contract_number = fields.String(allow_none=True)
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    obstacles = fields.List(fields.String())


class DealMilestones(Answer):
    """A contract's milestones; null where there is none (yet). Obstacles newest first, those
    resolved too."""

    loans = fields.List(fields.Nested(Loan))
    filing = fields.Nested(Filing, allow_none=True)
    handover = fields.Nested(Handover, allow_none=True)
    title = fields.Nested(Title, allow_none=True)
    obstacles = fields.List(fields.Nested(Obstacle))


list_milestones = Operation(
    "inventory",
    "list_milestones",
    "Milestones of contracts, the most overdue first (节点)",
    "deal.read",
    ListMilestones,
    page_of(MilestoneRow),
)
read_milestones = Operation(
    "inventory",
    "read_milestones",
    "A contract's milestones with their details",
    "deal.read",
    OneDeal,
    DealMilestones,
)

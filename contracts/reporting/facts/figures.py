"""Sales figures per business day, project, team and consultant (日报; P-01, P-08)."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from contracts.operation import Operation
from contracts.schema import Answer, Area, Day, Money, Page, Request, page_of

MOST_DAYS = 366


class GroupBy(StrEnum):
    """What the figures of a period are summed by."""

    DAY = "day"
    PROJECT = "project"
    TEAM = "team"
    CONSULTANT = "consultant"


class ReadDailyReport(Page):
    """`project_id` narrows like every filter: of a project that does not exist, or is not the
    asker's, nothing is counted. The consultants come in pages."""

    day = Day(required=True)
    project_id = fields.UUID(load_default=None)


class ReadFigures(Request):
    """Both days count; at most 366 of them."""

    from_day = Day(required=True, data_key="from")
    to_day = Day(required=True, data_key="to")
    group_by = fields.Enum(GroupBy, by_value=True, load_default=GroupBy.PROJECT)
    project_id = fields.UUID(load_default=None)

    @validates_schema
    def in_order(self, data: Mapping[str, Any], **_: Any) -> None:
        first: date = data["from_day"]
        last: date = data["to_day"]
        if last < first:
            raise ValidationError("Must not be before `from`.", "to")
        if last - first >= timedelta(days=MOST_DAYS):
            raise ValidationError(f"At most {MOST_DAYS} days after `from`.", "to")


class Figures(Answer):
    """Sums of facts. `cancelled_*` are all cancellations (退房) of the period by the day on which
    they were made, `cancelled_signed_*` those of them that had been signed; `repriced_*` the
    differences of price changes (改价) likewise; `net_*` is sold and repriced, less cancelled,
    after signing. `received_amount` (回款) is less what was reversed (冲销) or paid back (退款) in
    the period, the latter being `refunded_amount`. `settled_amount` is what buyers pay, or get
    back if negative, for the measured areas of the units handed over (面积差结算); the price stays.
    Amounts in CNY, areas in square metres."""

    subscribed_units = fields.Integer()
    subscribed_amount = Money()
    sold_units = fields.Integer()
    sold_amount = Money()
    sold_area = Area()
    cancelled_units = fields.Integer()
    cancelled_amount = Money()
    cancelled_signed_units = fields.Integer()
    cancelled_signed_amount = Money()
    repriced_amount = Money(signed=True)
    repriced_signed_amount = Money(signed=True)
    net_units = fields.Integer()
    net_amount = Money(signed=True)
    receipts = fields.Integer()
    received_amount = Money(signed=True)
    refunded_amount = Money()
    delivered_units = fields.Integer()
    settled_amount = Money(signed=True)


class ProjectFigures(Figures):
    project_id = fields.UUID()


class TeamFigures(ProjectFigures):
    team_id = fields.UUID(allow_none=True)


class ConsultantFigures(TeamFigures):
    consultant_id = fields.UUID()


DailyReport = page_of(
    ConsultantFigures,
    day=fields.Date(),
    total=fields.Nested(Figures),
    projects=fields.List(fields.Nested(ProjectFigures)),
    teams=fields.List(fields.Nested(TeamFigures)),
)
"""The day as the asker may see it: the total, the same by project and by team, and a page of it by
consultant, project by project."""


class GroupFigures(Figures):
    """One group; only the ids by which it is grouped are set."""

    day = fields.Date(allow_none=True)
    project_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)
    consultant_id = fields.UUID(allow_none=True)


class PeriodFigures(Answer):
    from_day = fields.Date(data_key="from")
    to_day = fields.Date(data_key="to")
    group_by = fields.Enum(GroupBy, by_value=True)
    total = fields.Nested(Figures)
    items = fields.List(fields.Nested(GroupFigures))


read_daily_report = Operation(
    "reporting",
    "read_daily_report",
    "The day's sales per project, team and consultant (日报)",
    "report.read",
    ReadDailyReport,
    DailyReport,
)
read_figures = Operation(
    "reporting",
    "read_figures",
    "Sales of a period by day, project, team or consultant",
    "report.read",
    ReadFigures,
    PeriodFigures,
)

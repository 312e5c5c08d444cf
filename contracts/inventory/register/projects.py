"""Projects (楼盘): what is sold where, under which settings; house types (户型)."""

from decimal import Decimal
from enum import StrEnum

from marshmallow import fields, validate

from contracts.event import EventType
from contracts.inventory.register.milestone_terms import MilestoneTerms, MilestoneTermsAnswer
from contracts.inventory.register.quotation_terms import QuotationTerms, QuotationTermsAnswer
from contracts.inventory.register.units import Usage
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import (
    Answer,
    Area,
    Done,
    Facts,
    Id,
    Money,
    Page,
    Rate,
    Request,
    Text,
    Whole,
    new_id,
    page_of,
)
from contracts.words import Word


class PriceBasis(StrEnum):
    """What a price per … is multiplied with (计价方式)."""

    GROSS_AREA = "gross_area"
    INNER_AREA = "inner_area"
    UNIT = "unit"


_share = validate.Range(min=0, max=1)

project_code_taken = code(
    Conflict, "project_code_taken", zh="项目编码已被使用。", en="Another project has this code."
)
house_type_exists = code(
    Conflict, "house_type_exists", zh="该户型已存在。", en="This house type already exists."
)


class Authority(Request):
    """Largest cumulative discount from the list price that a role may give (design §8)."""

    consultant = Rate(load_default=Decimal("0.01"), validate=_share)
    sales_supervisor = Rate(load_default=Decimal("0.015"), validate=_share)
    sales_manager = Rate(load_default=Decimal("0.02"), validate=_share)
    sales_director = Rate(load_default=Decimal("0.03"), validate=_share)


class DownPayment(Request):
    """The least share of the price that is paid without a loan (首付比例), by usage: design §8; for
    shops 银发〔2007〕359号."""

    residence = Rate(load_default=Decimal("0.30"), validate=_share)
    other = Rate(load_default=Decimal("0.50"), validate=_share)


class Settings(Request):
    """A project's settings with the company's defaults (design §8)."""

    lock_minutes = Whole(load_default=30, validate=validate.Range(1, 24 * 60))
    reservation_hours = Whole(load_default=24, validate=validate.Range(1, 24 * 30))
    sign_days = Whole(load_default=7, validate=validate.Range(1, 90))
    late_entry_days = Whole(load_default=0, validate=validate.Range(0, 31))
    """How long before its subscription was entered money or a signature may have come (补录)."""
    price_basis = Word(PriceBasis, load_default=PriceBasis.GROSS_AREA)
    hand_in_hours = Whole(load_default=24, validate=validate.Range(1, 24 * 14))
    """How long a consultant may keep money that they had to take (代收款上交时限)."""
    min_tier_gap = Rate(
        load_default=Decimal(0),
        validate=validate.Range(min=0, max=1, max_inclusive=False),
    )
    """By which share of it a price tier must lie below the next higher one (价差)."""
    late_fee_rate = Rate(
        load_default=Decimal("0.0003"), validate=validate.Range(min=0, max=Decimal("0.01"))
    )
    """What a day's delay costs: a share of the overdue principal (违约金日利率)."""
    late_fee_waiver_limit = Money(load_default=Decimal("5000.00"))
    """Up to here the manager waives a late fee, beyond it the director (减免权限)."""
    deposit = Money(load_default=Decimal("20000.00"))
    deposit_cap = Rate(
        load_default=Decimal("0.20"), validate=validate.Range(min=0, max=Decimal("0.20"))
    )
    large_contract = Money(load_default=Decimal("10000000.00"))
    discount_authority = fields.Nested(Authority, load_default=lambda: Authority().load({}))
    down_payment = fields.Nested(DownPayment, load_default=lambda: DownPayment().load({}))
    quotation = fields.Nested(QuotationTerms, load_default=lambda: QuotationTerms().load({}))
    milestones = fields.Nested(MilestoneTerms, load_default=lambda: MilestoneTerms().load({}))


class _Facts(Request):
    developer = Text(most=100)
    district = Text(most=40)
    address = Text(most=200)
    presale_permit = Text(most=60)
    """The presale permit's number (预售许可证); without it nothing is released."""


class CreateProject(_Facts):
    """It begins with the company's settings; others take consent (`control/settings_changes`)."""

    id = Id(load_default=new_id)
    code = Text(
        required=True,
        most=16,
        validate=validate.Regexp(
            r"^[A-Z0-9][A-Z0-9-]{1,15}\Z", error="2 to 16 capital letters, digits or hyphens."
        ),
    )
    """Short and unique; contract numbers begin with it."""
    name = Text(required=True, most=100)
    region_id = Id(load_default=None, allow_none=True)
    developer = Text(required=True, most=100)


class UpdateProject(_Facts):
    """Only what is given changes; `version` guards against overwriting somebody's change."""

    project_id = Id(required=True)
    version = Whole()
    name = Text(most=100)


class ReadProject(Request):
    project_id = Id(required=True)


class ProjectRow(Answer):
    id = fields.UUID()
    code = fields.String()
    name = fields.String()
    region_id = fields.UUID(allow_none=True)
    developer = fields.String()
    district = fields.String(allow_none=True)
    address = fields.String(allow_none=True)
    presale_permit = fields.String(allow_none=True)
    version = fields.Integer()


class AuthorityAnswer(Answer):
    consultant = Rate()
    sales_supervisor = Rate()
    sales_manager = Rate()
    sales_director = Rate()


class DownPaymentAnswer(Answer):
    residence = Rate()
    other = Rate()


class SettingsAnswer(Answer):
    lock_minutes = fields.Integer()
    reservation_hours = fields.Integer()
    sign_days = fields.Integer()
    late_entry_days = fields.Integer()
    hand_in_hours = fields.Integer()
    price_basis = Word(PriceBasis)
    min_tier_gap = Rate()
    late_fee_rate = Rate()
    late_fee_waiver_limit = Money()
    deposit = Money()
    deposit_cap = Rate()
    large_contract = Money()
    discount_authority = fields.Nested(AuthorityAnswer)
    down_payment = fields.Nested(DownPaymentAnswer)
    quotation = fields.Nested(QuotationTermsAnswer)
    milestones = fields.Nested(MilestoneTermsAnswer)


class BuildingRow(Answer):
    """`place` is phase and name: each phase numbers its buildings anew."""

    id = fields.UUID()
    name = fields.String()
    phase = fields.String(allow_none=True)
    place = fields.String()


class Project(ProjectRow):
    settings = fields.Nested(SettingsAnswer)
    buildings = fields.List(fields.Nested(BuildingRow))


class AddHouseType(Request):
    id = Id(load_default=new_id)
    project_id = Id(required=True)
    name = Text(required=True, most=40)
    layout = Text(most=60)
    """For example 三室两厅两卫."""
    usage = Word(Usage, load_default=Usage.RESIDENCE)
    gross_area = Area()


class HouseType(Answer):
    id = fields.UUID()
    name = fields.String()
    layout = fields.String(allow_none=True)
    usage = Word(Usage)
    gross_area = Area(allow_none=True)


class HouseTypes(Answer):
    items = fields.List(fields.Nested(HouseType))


class ProjectCreated(Facts):
    """A project (楼盘) and the region it belongs to."""

    project_id = fields.UUID(required=True)
    region_id = fields.UUID(allow_none=True)
    name = fields.String(required=True)


PROJECT_CREATED = EventType("inventory", "project_created", ProjectCreated, "A project was opened")

create_project = Operation(
    "inventory",
    "create_project",
    "Open a project (楼盘)",
    "project.open",
    CreateProject,
    Done,
    writes=True,
    refuses=("project_code_taken",),
)
update_project = Operation(
    "inventory",
    "update_project",
    "Change a project's facts or presale permit",
    "project.manage",
    UpdateProject,
    Done,
    writes=True,
    refuses=("stale_version",),
)
list_projects = Operation(
    "inventory", "list_projects", "Projects", "project.read", Page, page_of(ProjectRow)
)
read_project = Operation(
    "inventory",
    "read_project",
    "A project with its settings and buildings",
    "project.read",
    ReadProject,
    Project,
)
add_house_type = Operation(
    "inventory",
    "add_house_type",
    "Add a house type (户型)",
    "unit.enter",
    AddHouseType,
    Done,
    writes=True,
    refuses=("house_type_exists",),
)
list_house_types = Operation(
    "inventory",
    "list_house_types",
    "A project's house types",
    "project.read",
    ReadProject,
    HouseTypes,
)

"""Commission plans and accruals (佣金方案、计提; P-04, design §8)."""

from enum import StrEnum

from marshmallow import fields, validate

from contracts.operation import Operation
from contracts.reporting.periods import Month
from contracts.schema import Answer, Money, Rate, Request, Whole


class Stage(StrEnum):
    """When a part of the commission becomes payable (分期发放)."""

    RECEIPTS = "receipts"
    SETTLED = "settled"
    HANDOVER = "handover"


class LineKind(StrEnum):
    """What a line of commission is."""

    ACCRUAL = "accrual"
    ADJUSTMENT = "adjustment"
    CLAWBACK = "clawback"


class ReadAccruals(Request):
    period = Month(required=True)
    project_id = fields.UUID(load_default=None)
    consultant_id = fields.UUID(load_default=None)
    page_size = Whole(load_default=50, validate=validate.Range(min=1, max=200))
    cursor = fields.UUID(load_default=None)


class AccrualLine(Answer):
    """One sale's commission, its adjustment after a price change (改价) or its clawback after a
    cancellation, and how it came about: `amount` = `base_amount` × `rate` to the cent, negative
    for a clawback; of an adjustment both are differences, of the prices and of the commissions
    on them. `rate` follows from `attainment` in `sale_period` (no target: null, and the first
    tier). `payable_amount` is what receipts, the loans' payout and the
    handover make payable of it so far."""

    id = fields.UUID()
    kind = fields.Enum(LineKind, by_value=True)
    project_id = fields.UUID()
    team_id = fields.UUID(allow_none=True)
    consultant_id = fields.UUID()
    deal_id = fields.UUID()
    unit_id = fields.UUID()
    business_day = fields.Date()
    sale_period = fields.String()
    base_amount = Money(signed=True)
    attainment = Rate(allow_none=True)
    rate = Rate()
    amount = Money(signed=True)
    received_amount = Money(signed=True)
    condition_met = fields.Boolean()
    loan_paid_out = fields.Boolean()
    handed_over = fields.Boolean()
    payable_amount = Money(signed=True)


class ConsultantCommission(Answer):
    """A consultant's month in a project."""

    project_id = fields.UUID()
    consultant_id = fields.UUID()
    target_units = fields.Integer(allow_none=True)
    target_amount = Money(allow_none=True)
    attained_units = fields.Integer()
    attained_amount = Money(signed=True)
    attainment = Rate(allow_none=True)
    rate = Rate()
    accrued = Money()
    adjusted = Money(signed=True)
    clawed_back = Money()
    amount = Money(signed=True)
    payable_amount = Money(signed=True)


class Accruals(Answer):
    """`consultants` sums the whole month; `items` are its lines by page."""

    period = fields.String()
    consultants = fields.List(fields.Nested(ConsultantCommission))
    items = fields.List(fields.Nested(AccrualLine))
    next = fields.UUID(allow_none=True)


read_accruals = Operation(
    "reporting",
    "read_accruals",
    "A month's commission accruals and clawbacks (佣金计提)",
    "commission.read",
    ReadAccruals,
    Accruals,
)

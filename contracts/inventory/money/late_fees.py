"""Late fees (违约金): simple, daily, on overdue principal; charged by the manager, waived with
consent (I-19; design §8)."""

from decimal import Decimal

from marshmallow import fields, validate

from contracts.consent.approvals import ConsentRequested
from contracts.inventory.register.deals import OneDeal
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Id, Moment, Money, Rate, Request, Text, new_id

nothing_late = code(
    Conflict,
    "nothing_late",
    zh="没有可计收的违约金。",
    en="There is no late fee to charge.",
)
late_fee_charged_already = code(
    Conflict,
    "late_fee_charged_already",
    zh="这些天的违约金已计收。",
    en="The late fee of these days is charged already.",
)
late_fee_settled = code(
    Conflict,
    "late_fee_settled",
    zh="该违约金未付余额为 {most}，减免不能超过余额。",
    en="Only {most} of this late fee is unpaid; no more than that can be waived.",
)


class RequestLateFeeWaiver(Request):
    """`amount` is by default all that is unpaid of the fee."""

    id = Id(load_default=new_id)
    late_fee_id = Id(required=True)
    amount = Money(validate=validate.Range(min=Decimal("0.01")))
    reason = Text(required=True, most=500)


class Accrual(Answer):
    """What has come together on one instalment and is not charged yet: `overdue` is unpaid now,
    `days` since its due day; `amount` is the fee of the days `from_on` to `through`."""

    instalment_id = fields.UUID()
    name = fields.String()
    due_on = fields.Date()
    overdue = Money()
    days = fields.Integer()
    from_on = fields.Date()
    through = fields.Date()
    amount = Money()


class LateFeeRow(Answer):
    """A charged fee; `rate` is that of its last day. It is claimed as `claim_id`; `unpaid` is what
    is left after payments and waivers. `pending_waiver` waits for consent."""

    id = fields.UUID()
    instalment_id = fields.UUID()
    claim_id = fields.UUID()
    name = fields.String()
    from_on = fields.Date()
    through = fields.Date()
    rate = Rate()
    amount = Money()
    waived = Money()
    unpaid = Money()
    pending_waiver = Money(allow_none=True)
    charged_at = Moment()
    charged_by = fields.String()
    version = fields.Integer()


class LateFees(Answer):
    """`rate` is the share of the principal that today costs; each day has the rate that was in
    force when it began."""

    rate = Rate()
    accruing = fields.List(fields.Nested(Accrual))
    accrued = Money()
    charged = fields.List(fields.Nested(LateFeeRow))


class LateFeesCharged(Answer):
    """The deal, and what was charged in all."""

    id = fields.UUID()
    late_fee_ids = fields.List(fields.UUID())
    amount = Money()


read_late_fees = Operation(
    "inventory",
    "read_late_fees",
    "A deal's late fees: accrued until today, charged, waived (违约金)",
    "overdue.read",
    OneDeal,
    LateFees,
)
charge_late_fees = Operation(
    "inventory",
    "charge_late_fees",
    "Charge what has accrued of late fees until today (计收违约金)",
    "late_fee.charge",
    OneDeal,
    LateFeesCharged,
    writes=True,
    refuses=("deal_wrong_stage", "nothing_late", "late_fee_charged_already"),
)
request_late_fee_waiver = Operation(
    "inventory",
    "request_late_fee_waiver",
    "Ask for a late fee to be waived, in whole or in part (违约金减免申请)",
    "late_fee.ask_waiver",
    RequestLateFeeWaiver,
    ConsentRequested,
    writes=True,
    refuses=("late_fee_settled", "approval_pending"),
)

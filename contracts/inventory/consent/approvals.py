"""Approvals (审批): what inventory asks consent for (seeds 002, 003)."""

from enum import StrEnum

from contracts.consent.approvals import TOLD_NEEDS, ConsentContract


class ApprovalKind(StrEnum):
    """What is asked for. `CONSENTS` of the corridor that asks says what its decision causes."""

    HOLD = "hold"
    PRICE_LIST = "price_list"
    SPECIAL_DISCOUNT = "special_discount"
    CHANGE_ORDER = "change_order"
    PROMISE = "promise"
    LATE_FEE_WAIVER = "late_fee_waiver"
    DATA_CHANGE = "data_change"
    SUSPENSION = "suspension"
    QUOTATION = "quotation"
    HANDOVER_DEVIATION = "handover_deviation"
    RECEIPT_REVERSAL = "receipt_reversal"
    AREA_CORRECTION = "area_correction"
    SETTINGS_CHANGE = "settings_change"
    PAYMENT_PLAN = "payment_plan"


PRICE_MATTERS = (
    ApprovalKind.PRICE_LIST,
    ApprovalKind.SPECIAL_DISCOUNT,
    ApprovalKind.QUOTATION,
    ApprovalKind.CHANGE_ORDER,
)
"""What whose consent they take tells of the floors: only those see them who ask, decide, or know
the floors anyway."""


CONSENT = ConsentContract(
    "inventory",
    ApprovalKind,
    restricted=dict.fromkeys(PRICE_MATTERS, "price.read_floor"),
    headline=("unit_id", "unit_number", "deal_id", "building_id", "count", TOLD_NEEDS),
    refuses=(
        "unit_taken",
        "unit_wrong_state",
        "units_wrong_state",
        "deal_wrong_stage",
        "consent_outdated",
        "quotation_wrong_status",
        "change_needs_first",
        "change_not_allowed",
        "changes_nothing",
        "deduction_too_high",
        "refund_above_balance",
        "customer_not_yours",
        "price_missing",
        "price_above_list",
        "deposit_above_cap",
        "share_too_high",
        "owner_already",
        "not_an_owner",
        "plan_ended",
        "plan_not_applicable",
        "down_payment_too_low",
        "late_fee_settled",
        "stale_version",
        "area_agreed",
        "unbind_first",
        "unit_exists",
        "bound_to_home",
    ),
)

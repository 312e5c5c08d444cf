"""Approvals (审批): what reporting asks consent for: what commissions are worked out by."""

from enum import StrEnum

from contracts.consent.approvals import ConsentContract


class ReportingApprovalKind(StrEnum):
    """What is asked for. `CONSENTS` of the corridor that asks says what its decision causes."""

    COMMISSION_PLAN = "commission_plan"
    TARGET = "target"


CONSENT = ConsentContract(
    "reporting",
    ReportingApprovalKind,
    prefix="Reporting",
    headline=("effective_from", "period"),
    refuses=("commission_plan_too_late", "period_closed", "consent_outdated"),
)

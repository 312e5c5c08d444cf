"""Pay (佣金): its topics, and what consent causes."""

from common.consent.deciding import Effects
from contracts.reporting.consent.approvals import ReportingApprovalKind
from services.reporting.pay.commission.entrypoints import Commission
from services.reporting.pay.commission_plans import commands as commission_plans
from services.reporting.pay.commission_plans.entrypoints import Plans

TOPICS = (Plans, Commission)
CONSENTS: dict[str, Effects] = {
    ReportingApprovalKind.COMMISSION_PLAN: commission_plans,
}

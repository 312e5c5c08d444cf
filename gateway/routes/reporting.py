"""Rows of reporting: method, path, operation."""

from contracts.reporting.consent.approvals import CONSENT
from contracts.reporting.facts import figures
from contracts.reporting.pay import commission, commission_plans
from contracts.reporting.targets import targets
from gateway.routing import Route

_APPROVAL = "/api/v1/reporting-approvals/{approval_id}"
_COMMISSION_PLAN = "/api/v1/projects/{project_id}/commission-plan"

ROUTES: list[Route] = [
    Route("GET", "/api/v1/reports/daily", figures.read_daily_report),
    Route("GET", "/api/v1/figures", figures.read_figures),
    Route("PUT", "/api/v1/targets", targets.set_target),
    Route("GET", "/api/v1/targets", targets.list_targets),
    Route("GET", "/api/v1/commission/accruals", commission.read_accruals),
    Route("GET", _COMMISSION_PLAN, commission_plans.read_commission_plan),
    Route(
        "POST", f"{_COMMISSION_PLAN}-requests", commission_plans.request_commission_plan, status=201
    ),
    Route("GET", f"{_COMMISSION_PLAN}-requests", commission_plans.list_commission_plan_requests),
    Route("GET", "/api/v1/reporting-approvals", CONSENT.list),
    Route("GET", _APPROVAL, CONSENT.read),
    Route("POST", f"{_APPROVAL}/decision", CONSENT.decide),
    Route("POST", f"{_APPROVAL}/withdrawal", CONSENT.withdraw),
]

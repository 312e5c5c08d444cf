"""Rows of reporting: method, path, operation."""

from contracts.reporting.facts import figures
from contracts.reporting.pay import commission, commission_plans
from contracts.reporting.targets import targets
from gateway.routing import Route

_COMMISSION_PLAN = "/api/v1/projects/{project_id}/commission-plan"

ROUTES: list[Route] = [
    Route("GET", "/api/v1/reports/daily", figures.read_daily_report),
    Route("GET", "/api/v1/figures", figures.read_figures),
    Route("PUT", "/api/v1/targets", targets.set_target),
    Route("GET", "/api/v1/targets", targets.list_targets),
    Route("GET", "/api/v1/commission/accruals", commission.read_accruals),
    Route("GET", _COMMISSION_PLAN, commission_plans.read_commission_plan),
    Route("PUT", _COMMISSION_PLAN, commission_plans.set_commission_plan),
]

"""Targets (销售目标): its topics, and what consent causes."""

from common.consent.deciding import Effects
from contracts.reporting.consent.approvals import ReportingApprovalKind
from services.reporting.targets.targets import commands as targets
from services.reporting.targets.targets.entrypoints import Targets

TOPICS = (Targets,)
CONSENTS: dict[str, Effects] = {
    ReportingApprovalKind.TARGET: targets,
}

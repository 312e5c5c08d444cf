"""Pay (佣金): its topics."""

from services.reporting.pay.commission.entrypoints import Commission
from services.reporting.pay.commission_plans.entrypoints import Plans

TOPICS = (Plans, Commission)

"""Pay (佣金): its tables."""

from services.reporting.pay.commission_plans import models as commission_plans

MODELS = (commission_plans,)

"""Money (收款): its tables."""

from services.inventory.money.accounts.models import instalments, receipts, refunds
from services.inventory.money.invoices import models as invoices
from services.inventory.money.late_fees import models as late_fees

MODELS = (
    instalments,
    receipts,
    refunds,
    invoices,
    late_fees,
)

"""Money (收款): its tables."""

from services.inventory.money.instalments import models as instalments
from services.inventory.money.invoices import models as invoices
from services.inventory.money.late_fees import models as late_fees
from services.inventory.money.receipts import models as receipts
from services.inventory.money.refunds import models as refunds

MODELS = (
    instalments,
    invoices,
    late_fees,
    receipts,
    refunds,
)

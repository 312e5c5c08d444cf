"""Every table of inventory: imports the models of all topics, so that migrations see them."""

from services.inventory.allocations import models as allocations
from services.inventory.approvals import models as approvals
from services.inventory.base import Base
from services.inventory.customers import models as customers
from services.inventory.data_changes import models as data_changes
from services.inventory.deadlines import models as deadlines
from services.inventory.deals import models as deals
from services.inventory.discounts import models as discounts
from services.inventory.holds import models as holds
from services.inventory.instalments import models as instalments
from services.inventory.invoices import models as invoices
from services.inventory.late_fees import models as late_fees
from services.inventory.payment_plans import models as payment_plans
from services.inventory.projects import models as projects
from services.inventory.promises import models as promises
from services.inventory.receipts import models as receipts
from services.inventory.refunds import models as refunds
from services.inventory.signing import models as signing
from services.inventory.specials import models as specials
from services.inventory.suspensions import models as suspensions
from services.inventory.units import models as units

TOPICS = (
    allocations,
    approvals,
    customers,
    data_changes,
    deadlines,
    deals,
    discounts,
    holds,
    instalments,
    invoices,
    late_fees,
    payment_plans,
    projects,
    promises,
    receipts,
    refunds,
    signing,
    specials,
    suspensions,
    units,
)
METADATA = Base.metadata

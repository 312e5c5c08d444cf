"""Every table of inventory: imports the models of all topics, so that migrations see them."""

from services.inventory.agreements import models as agreements
from services.inventory.allocations import models as allocations
from services.inventory.approvals import models as approvals
from services.inventory.archive import models as archive
from services.inventory.area_corrections import models as area_corrections
from services.inventory.attachments import models as attachments
from services.inventory.base import Base
from services.inventory.borrowing import models as borrowing
from services.inventory.change_orders import models as change_orders
from services.inventory.contracts import models as contracts
from services.inventory.customers import models as customers
from services.inventory.data_changes import models as data_changes
from services.inventory.deadlines import models as deadlines
from services.inventory.deals import models as deals
from services.inventory.delegations import models as delegations
from services.inventory.discounts import models as discounts
from services.inventory.filings import models as filings
from services.inventory.handovers import models as handovers
from services.inventory.holds import models as holds
from services.inventory.instalments import models as instalments
from services.inventory.invoices import models as invoices
from services.inventory.late_fees import models as late_fees
from services.inventory.liaison import models as liaison
from services.inventory.loans import models as loans
from services.inventory.milestones import models as milestones
from services.inventory.owners import models as owners
from services.inventory.payment_plans import models as payment_plans
from services.inventory.price_lists import models as price_lists
from services.inventory.projects import models as projects
from services.inventory.promises import models as promises
from services.inventory.quotations import models as quotations
from services.inventory.receipts import models as receipts
from services.inventory.refunds import models as refunds
from services.inventory.signing import models as signing
from services.inventory.specials import models as specials
from services.inventory.suspensions import models as suspensions
from services.inventory.templates import models as templates
from services.inventory.titles import models as titles
from services.inventory.units import models as units

TOPICS = (
    agreements,
    allocations,
    approvals,
    archive,
    area_corrections,
    attachments,
    borrowing,
    change_orders,
    contracts,
    customers,
    data_changes,
    deadlines,
    deals,
    delegations,
    discounts,
    filings,
    handovers,
    holds,
    instalments,
    invoices,
    late_fees,
    liaison,
    loans,
    milestones,
    owners,
    payment_plans,
    price_lists,
    projects,
    promises,
    quotations,
    receipts,
    refunds,
    signing,
    specials,
    suspensions,
    templates,
    titles,
    units,
)
METADATA = Base.metadata

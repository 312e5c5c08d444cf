"""Crm (客户): the table of contents."""

from common.compose import compose
from common.posting_events import Postings
from contracts.crm.refusals import customer_exists, customer_id_taken
from services.crm.customers.entrypoints import Customers
from services.crm.follow_ups.entrypoints import FollowUps
from services.crm.messages.entrypoints import Messages
from services.crm.numbers.entrypoints import Numbers
from services.crm.purchases.entrypoints import Purchases

SERVICE = compose(
    "crm",
    Customers,
    Numbers,
    FollowUps,
    Purchases,
    Messages,
    Postings,
    constraints={
        "pk_customer": customer_id_taken,
        "uq_personal_number_blind_index": customer_exists,
    },
)

"""Customer files (客户档案): its topics and the refusals of its constraints."""

from contracts.crm.refusals import customer_exists, customer_id_taken
from services.crm.files.customers.entrypoints import Customers
from services.crm.files.numbers.entrypoints import Numbers
from services.crm.files.purchases.entrypoints import Purchases

TOPICS = (Customers, Numbers, Purchases)
CONSTRAINTS = {
    "pk_customer": customer_id_taken,
    "uq_personal_number_blind_index": customer_exists,
}

"""Customer files (客户档案): its tables."""

from services.crm.files.customers import models as customers
from services.crm.files.numbers import models as numbers
from services.crm.files.purchases import models as purchases

MODELS = (customers, numbers, purchases)

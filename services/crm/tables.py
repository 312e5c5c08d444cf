"""Every table of crm: imports the models of all corridors, so that migrations see them."""

from services.crm.base import Base
from services.crm.contact import tables as contact
from services.crm.files import tables as files

MODELS = (*contact.MODELS, *files.MODELS)
METADATA = Base.metadata

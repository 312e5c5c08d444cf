"""Every table of office: imports the models of all corridors, so that migrations see them."""

from services.office.access import tables as access
from services.office.base import Base
from services.office.log import tables as log
from services.office.register import tables as register

MODELS = (*access.MODELS, *log.MODELS, *register.MODELS)
METADATA = Base.metadata

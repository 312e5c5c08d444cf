from common.migrate import run
from services.crm.tables import METADATA

run(METADATA, "crm")

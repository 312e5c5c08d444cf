from common.migrate import run
from services.inventory.tables import METADATA

run(METADATA, "inventory")

from common.migrate import run
from services.office.tables import METADATA

run(METADATA, "office")

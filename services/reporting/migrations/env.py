from common.migrate import run
from services.reporting.tables import METADATA

run(METADATA, "reporting")

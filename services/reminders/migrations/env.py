from common.migrate import run
from services.reminders.tables import METADATA

run(METADATA, "reminders")

"""Every table of office: imports the models of all topics, so that migrations see them."""

import services.office.events.models
import services.office.lockout.models
import services.office.passwords.models
import services.office.sessions.models
import services.office.staff.models
import services.office.teams.models  # noqa: F401
from services.office.base import Base

METADATA = Base.metadata

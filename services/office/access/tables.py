"""Access (登录): its tables."""

from services.office.access.lockout import models as lockout
from services.office.access.passwords import models as passwords
from services.office.access.second_factor import models as second_factor
from services.office.access.sessions import models as sessions

MODELS = (lockout, passwords, second_factor, sessions)

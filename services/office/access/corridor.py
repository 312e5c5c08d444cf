"""Access (登录): its topics."""

from services.office.access.passwords.entrypoints import Passwords
from services.office.access.second_factor.entrypoints import SecondFactors
from services.office.access.sessions.entrypoints import Sessions
from services.office.access.system_tokens.entrypoints import SystemTokens

TOPICS = (Passwords, Sessions, SecondFactors, SystemTokens)

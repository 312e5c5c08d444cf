"""Tokens of services: the entrypoint."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.office.access import system_tokens as operations
from contracts.schema import Ask
from services.office.access.system_tokens import commands


class SystemTokens:
    """Revocation of services' own tokens (系统令牌)."""

    @command(operations.revoke_system_tokens)
    def revoke_system_tokens(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.revoke(session, ask, by=by, at=at)

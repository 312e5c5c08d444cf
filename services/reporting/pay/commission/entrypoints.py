from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.reporting.pay import commission as operations
from contracts.schema import Ask
from services.reporting.pay.commission import queries


class Commission:
    """Accruals and clawbacks (佣金计提、追回)."""

    @query(operations.read_accruals)
    def read_accruals(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.accruals(session, ask, by)

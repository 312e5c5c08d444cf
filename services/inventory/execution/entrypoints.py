from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.inventory import contracts as operations
from contracts.schema import Ask
from services.inventory.contract_figures import queries as figures
from services.inventory.execution import queries


class Execution:
    """Execution of contracts (合同执行)."""

    @query(operations.list_contracts)
    def list_contracts(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_contracts(session, ask, by=by, at=at)

    @query(operations.read_contract_statistics)
    def read_contract_statistics(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return figures.read_contract_statistics(session, ask, by=by, at=at)

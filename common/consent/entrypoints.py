"""The operations on a service's approvals."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent import queries
from common.consent.deciding import Decisions, Effects
from common.consent.seats import keep_delegation
from common.entrypoints import command, query
from common.fan_in import on_events
from contracts.consent.approvals import ConsentContract, approval_pending, decided_by_you
from contracts.event import Event
from contracts.inventory.consent.delegations import APPROVALS_DELEGATED, DELEGATION_ENDED
from contracts.schema import Ask

CONSTRAINTS = {
    "uq_approval_pending": approval_pending,
    "pk_approval_decision": decided_by_you,
}
"""The refusals of the constraints of the kit's tables."""


def approvals_of(contract: ConsentContract, effects: Mapping[str, Effects]) -> type:
    """The topic of a service's approvals. `effects` says what each of its kinds causes.

    Raises `ValueError` when a kind has none, or is not the contract's.
    """
    if set(effects) != set(contract.kinds):
        wrong = ", ".join(sorted(set(effects) ^ set(contract.kinds)))
        raise ValueError(f"{contract.service}: kinds and effects of consent differ in {wrong}")
    decisions = Decisions(contract, effects)

    class Approvals:
        """Consent of somebody else (审批)."""

        @query(contract.list)
        def list_approvals(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
            return queries.list_approvals(session, contract, ask, by=by, at=at)

        @query(contract.read)
        def read_approval(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
            return queries.read_approval(session, contract, ask, by=by, at=at)

        @command(contract.decide)
        def decide_approval(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
            return decisions.decide(session, ask, by=by, at=at)

        @command(contract.withdraw)
        def withdraw_approval(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
            return decisions.withdraw(session, ask, by=by, at=at)

    return Approvals


class DelegationsHeard:
    """Delegations as another service keeps them: one absence is delegated once, in inventory."""

    @on_events(APPROVALS_DELEGATED, DELEGATION_ENDED)
    def consent_on_delegation(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        keep_delegation(session, event)

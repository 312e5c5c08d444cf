"""When a contract may be filed with the authority (design §8)."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.milestones.filings import record_filing, revoke_filing, submit_filing
from contracts.inventory.milestones.procedures import milestone_documents_missing
from contracts.inventory.register.deals import DealStage
from services.inventory.milestones.procedures.rules import Step, complete, possible
from services.inventory.register.deals.rules import require_stage


@dataclass(frozen=True)
class Standing:
    """Where a filing stands, and its deal: `stage`."""

    status: str
    missing: Sequence[str]
    stage: str


_check_documents = complete(Step.SUBMIT_FILING)


def check_submission(filing: Standing, by: Actor) -> None:
    """Raises `deal_wrong_stage`, `milestone_wrong_status`, `milestone_documents_missing`."""
    require_stage(filing, DealStage.SOLD)
    _check_documents(filing, by)


OFFERS = Offers[Standing](
    "Filing",
    Offer(submit_filing, check_submission, near=(milestone_documents_missing,)),
    Offer(record_filing, possible(Step.RECORD_FILING)),
    Offer(revoke_filing, possible(Step.REVOKE_FILING)),
)

"""What a handover needs (I-18; design §8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.milestones.handovers import (
    HandoverNeed,
    defect_rectified,
    hand_over_unit,
    handover_not_ready,
    inspect_handover,
    nothing_deviates,
    notify_handover,
    record_handover_fees,
    rectify_defect,
    request_deviation,
)
from services.inventory.milestones.procedures.rules import Step, after, check_open, possible


@dataclass(frozen=True)
class Standing:
    """Where a handover stands, and its deal: `stage`. `deviates`: a document is missing or a defect
    open that no consent covers."""

    status: str
    stage: str
    settled_at: object
    needs: Sequence[HandoverNeed]
    deviates: bool


@dataclass(frozen=True)
class Found:
    """A defect, and where its handover stands."""

    status: str
    rectified_on: date | None


def check_delivery(handover: Standing, by: Actor) -> None:
    """Raises `handover_not_ready`, `milestone_wrong_status`."""
    if handover.needs:
        raise handover_not_ready(missing=list(handover.needs))
    after(Step.HAND_OVER, handover.status)


def check_deviation(handover: Standing, by: Actor) -> None:
    """Raises `milestone_over`, `nothing_deviates`."""
    check_open(handover, by)
    if not handover.deviates:
        raise nothing_deviates()


def check_rectification(defect: Found, by: Actor) -> None:
    """Raises `milestone_over`, `defect_rectified`."""
    check_open(defect, by)
    if defect.rectified_on is not None:
        raise defect_rectified()


OFFERS = Offers[Standing](
    "Handover",
    Offer(notify_handover, possible(Step.NOTIFY_HANDOVER)),
    Offer(inspect_handover, possible(Step.INSPECT_HANDOVER)),
    Offer(record_handover_fees, check_open),
    Offer(request_deviation, check_deviation),
    Offer(hand_over_unit, check_delivery, near=(handover_not_ready,)),
)
DEFECTS = Offers[Found]("Defect", Offer(rectify_defect, check_rectification))


def is_paid(unpaid: Iterable[tuple[bool, Decimal]], *, loans_paid_out: bool) -> bool:
    """Paid in full, or all but what a loan pays that is paid out (design §8). `unpaid` says of each
    claim whether a loan pays it, and how much of it is open."""
    return all(rest == 0 or (by_loan and loans_paid_out) for by_loan, rest in unpaid)


def needs(there: Mapping[HandoverNeed, bool]) -> list[HandoverNeed]:
    """What is lacking, in the order in which it is done."""
    return [need for need in HandoverNeed if not there[need]]


def open_documents(missing: Iterable[str], accepted: Iterable[str]) -> list[str]:
    """The missing documents that no consent covers."""
    covered = set(accepted)
    return [document for document in missing if document not in covered]

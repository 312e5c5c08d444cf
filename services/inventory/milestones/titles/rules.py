"""When a title may be applied for, and is issued (design §8)."""

from common.offers import Offer, Offers
from contracts.inventory.milestones.procedures import milestone_documents_missing
from contracts.inventory.milestones.titles import issue_title, submit_title
from services.inventory.milestones.procedures.rules import Documented, Step, complete, possible

check_submission = complete(Step.SUBMIT_TITLE)

OFFERS = Offers[Documented](
    "Title",
    Offer(submit_title, check_submission, near=(milestone_documents_missing,)),
    Offer(issue_title, possible(Step.ISSUE_TITLE)),
)

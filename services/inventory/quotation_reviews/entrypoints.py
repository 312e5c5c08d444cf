from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory import quotations as operations
from contracts.schema import Ask
from services.inventory.quotation_reviews import commands


class QuotationReviews:
    """Reviews of quotations (报价审核)."""

    @command(operations.request_quotation_review)
    def request_quotation_review(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

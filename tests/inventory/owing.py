"""Deals that owe money since some days, and money that comes for them.

deal = owing(office, ("首付款", "300000", -40), ("尾款", "700000", 20))
paid(office, deal, "100000", ago=10)
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from common import clock
from contracts.inventory.pricing.payment_plans import InstalmentKind
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.pricing.payment_plans.rules import Line
from services.inventory.register.deals.models import Deal
from tests.inventory.workbench import SalesOffice

LONG_AGO = timedelta(days=300)


def day(offset: int) -> date:
    """So many days from today."""
    return clock.business_day(clock.now()) + timedelta(days=offset)


def owing(office: SalesOffice, *lines: tuple[str, str, int], unit: UUID | None = None) -> Any:
    """A deal over a million, subscribed long ago without a deposit; each line has a name, an
    amount and the day on which it is due, counted from today."""
    since = clock.now() - LONG_AGO
    chosen = unit or office.on_sale(1)[0]
    deal = office.subscribe(chosen, office.customer(), at=since, deposit="0.00")
    agreed = [
        Line(name, InstalmentKind.INSTALMENT, Decimal(amount), day(offset))
        for name, amount, offset in lines
    ]
    with office.transaction() as session:
        locked = session.get_one(Deal, UUID(deal["id"]), with_for_update=True)
        instalments.agree(session, locked, agreed, by=office.manager, at=since)
    return deal


def paid(office: SalesOffice, deal: Any, amount: str, *, ago: int = 0) -> Any:
    """That much money came so many days ago."""
    receipt = office.request_receipt(deal, kind="instalment", amount=amount)
    return office.confirm(receipt, received_on=day(-ago).isoformat())


def ended(office: SalesOffice, deal: Any) -> None:
    """The deal is cancelled and nothing is due any more, as a settled change order leaves it."""
    with office.transaction() as session:
        locked = session.get_one(Deal, UUID(deal["id"]), with_for_update=True)
        instalments.end(session, locked, by=office.manager, at=clock.now())
        locked.stage = "cancelled"
        locked.ended_at = clock.now()

"""Events twice, late and in any order give the same figures and the same commission (P-08).

Hypothesis makes a business and an order in which its events arrive; what reporting then answers is
compared with plain sums over the business itself.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.reporting.answers import agree_target, read_commission, read_daily
from tests.reporting.business import Envelope, Sale, Team, tell

CONSULTANTS = [Team(), Team(team=None)]
DAYS = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
MONTHS = ["2026-10", "2026-11", "2026-12"]
NOTHING = Decimal("0.00")
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@dataclass(frozen=True)
class Story:
    """One deal from its subscription on."""

    sale: Sale
    signed: bool
    repriced: tuple[tuple[date, str], ...]
    cancelled_on: date | None
    receipts: tuple[str, ...]
    taken_back: tuple[str, ...]
    refunds: tuple[tuple[date, str], ...]

    def events(self) -> list[Envelope]:
        told, sale = [self.sale.subscribed()], self.sale
        if self.signed:
            told.append(sale.sold())
        for day, amount in self.repriced:
            change, sale = sale.repriced(day, amount, signed=self.signed)
            told.append(change)
        if self.cancelled_on:
            told.append(sale.cancelled(self.cancelled_on, signed=self.signed))
        told += [self.sale.received(amount) for amount in self.receipts]
        told += [self.sale.reversed(amount) for amount in self.taken_back]
        return told + [self.sale.refunded(amount, day) for day, amount in self.refunds]

    @property
    def prices(self) -> list[Decimal]:
        """The agreed price, and each that it was changed to."""
        return [Decimal(self.sale.amount), *(Decimal(amount) for _, amount in self.repriced)]

    def cancelled_in(self, month: str) -> bool:
        return self.cancelled_on is not None and f"{self.cancelled_on:%Y-%m}" == month

    def differences(self, on: str) -> list[tuple[Decimal, Decimal]]:
        """Price before and after each change on a day, or in a month."""
        pairs = zip(self.repriced, pairwise(self.prices), strict=True)
        return [pair for (day, _), pair in pairs if day.isoformat().startswith(on)]


money = st.decimals("1.00", "2000000", places=2).map(str)
stories = st.builds(
    lambda whose, amount, sold_on, **rest: Story(whose.sale(amount, sold_on=sold_on), **rest),
    whose=st.sampled_from(CONSULTANTS),
    amount=money,
    sold_on=st.sampled_from(DAYS),
    signed=st.booleans(),
    repriced=st.lists(st.tuples(st.sampled_from(DAYS), money), max_size=2).map(tuple),
    cancelled_on=st.none() | st.sampled_from(DAYS),
    receipts=st.lists(money, max_size=2).map(tuple),
    taken_back=st.lists(money, max_size=1).map(tuple),
    refunds=st.lists(st.tuples(st.sampled_from(DAYS), money), max_size=1).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(business=st.lists(stories, max_size=6), target=money, data=st.data())
def test_any_order_any_repetition_gives_the_same_figures_and_commission(
    session: Session, business: list[Story], target: str, data: st.DataObject
) -> None:
    session.execute(text("DELETE FROM fact; DELETE FROM day_figures; DELETE FROM target"))
    session.commit()
    events = [event for story in business for event in story.events()]
    repeated = data.draw(st.lists(st.sampled_from(events), max_size=5)) if events else []
    arriving: list[Callable[[], None]] = [partial(tell, session, e) for e in events + repeated]
    arriving.append(partial(agree_target, session, CONSULTANTS[0], "2026-11", amount=target))
    for arrive in data.draw(st.permutations(arriving)):
        arrive()
    for day in DAYS:
        assert read_daily(session, day.isoformat())["total"] == figures_of(business, day)
    for month in MONTHS:
        assert commission_of(business, month, Decimal(target)) == Counter(
            (line["deal_id"], line["kind"], line["amount"])
            for line in read_commission(session, month)["items"]
        )


def figures_of(business: list[Story], day: date) -> dict[str, Any]:
    """The day's figures, summed from the business itself."""
    begun = [s.sale for s in business if s.sale.sold_on == day]
    sold = [s.sale for s in business if s.signed and s.sale.sold_on == day]
    cancelled = [s.prices[-1] for s in business if s.cancelled_on == day]
    undone = [s.prices[-1] for s in business if s.signed and s.cancelled_on == day]
    repriced = sum((difference(s, day.isoformat()) for s in business), NOTHING)
    signed = sum((difference(s, day.isoformat()) for s in business if s.signed), NOTHING)
    receipts = [r for s in business if s.sale.sold_on == day for r in s.receipts]
    lost = [r for s in business if s.sale.sold_on == day for r in s.taken_back]
    refunded = sum((Decimal(r) for s in business for on, r in s.refunds if on == day), NOTHING)
    received = sum(map(Decimal, receipts), NOTHING) - sum(map(Decimal, lost)) - refunded
    return {
        "subscribed_units": len(begun),
        "subscribed_amount": f"{price(begun)}",
        "sold_units": len(sold),
        "sold_amount": f"{price(sold)}",
        "sold_area": f"{len(sold) * Decimal('100.50'):.2f}",
        "cancelled_units": len(cancelled),
        "cancelled_amount": f"{sum(cancelled, NOTHING)}",
        "cancelled_signed_units": len(undone),
        "cancelled_signed_amount": f"{sum(undone, NOTHING)}",
        "repriced_amount": f"{repriced}",
        "repriced_signed_amount": f"{signed}",
        "net_units": len(sold) - len(undone),
        "net_amount": f"{price(sold) + signed - sum(undone, NOTHING)}",
        "receipts": len(receipts),
        "received_amount": f"{received}",
        "refunded_amount": f"{refunded}",
        "delivered_units": 0,
        "settled_amount": "0.00",
    }


def price(sales: list[Sale]) -> Decimal:
    return sum((Decimal(sale.amount) for sale in sales), NOTHING)


def difference(story: Story, on: str) -> Decimal:
    return sum((after - before for before, after in story.differences(on)), NOTHING)


def commission_of(business: list[Story], month: str, target: Decimal) -> Counter[Any]:
    """The month's lines; only the first consultant has a target, in November."""
    signed = [story for story in business if story.signed]
    lines: Counter[Any] = Counter()
    for story in signed:
        sold_in = f"{story.sale.sold_on:%Y-%m}"
        mine = [s for s in signed if s.sale.consultant == story.sale.consultant]
        net = price([s.sale for s in mine if f"{s.sale.sold_on:%Y-%m}" == sold_in])
        net += sum((difference(s, sold_in) for s in mine), NOTHING)
        net -= sum((s.prices[-1] for s in mine if s.cancelled_in(sold_in)), NOTHING)
        has_target = story.sale.consultant == CONSULTANTS[0].consultant and sold_in == "2026-11"
        rate = per_mille(net, target) if has_target else 3
        if sold_in == month:
            lines[str(story.sale.deal), "accrual", f"{earned(story.prices[0], rate)}"] += 1
        for before, after in story.differences(month):
            adjusted = earned(after, rate) - earned(before, rate)
            lines[str(story.sale.deal), "adjustment", f"{adjusted}"] += 1
        if story.cancelled_in(month):
            lines[str(story.sale.deal), "clawback", f"{-earned(story.prices[-1], rate)}"] += 1
    return lines


def earned(amount: Decimal, rate: int) -> Decimal:
    return (amount * rate / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)


def per_mille(net: Decimal, target: Decimal) -> int:
    """< 60 / 60–80 / > 80 % → 3 / 4 / 5 ‰ (design §8)."""
    if net * 100 < target * 60:
        return 3
    return 4 if net * 100 <= target * 80 else 5

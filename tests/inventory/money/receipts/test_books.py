"""Whatever is requested, confirmed, turned down, reversed, moved and replanned in whatever order:
nothing is paid twice, nothing is lost (I-19)."""

from decimal import Decimal
from itertools import chain, count
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from common import clock
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.refusals import Refusal
from services.inventory.pricing.payment_plans.rules import Line
from tests.inventory.till import Till

EXAMPLES, UNITS = 20, 60
MOVES = ("receive", "request", "reject", "reverse", "refuse", "replan", "claim", "move", "end")
TODAY = clock.business_day(clock.now())

moves = st.tuples(
    st.sampled_from(MOVES), st.integers(0, 7), st.decimals("0.01", "600000", places=2)
)


OLDER_MONEY_WENT_IN_PLACE_OF_WHAT_IS_REVERSED = [
    ("receive", 0, Decimal("1000.00")),
    ("move", 0, Decimal("100.00")),
    ("receive", 0, Decimal("500.00")),
    ("reverse", 1, Decimal("0.01")),
]
"""The second receipt's money pays by way of the rest of the first, whose own money has left."""


class Day:
    """Two deals and what is done with their money; `expected` is what each should hold."""

    def __init__(self, till: Till, units: Any) -> None:
        self.till = till
        self.deals = [till.subscribe(unit, till.customer()) for unit in units]
        self.expected = [Decimal(0), Decimal(0)]
        self.confirmed: list[tuple[int, Any, Decimal]] = []

    def do(self, move: str, choice: int, amount: Decimal) -> None:
        """A move that is refused changes nothing."""
        try:
            getattr(self, move)(choice, amount)
        except Refusal:
            return

    def receive(self, choice: int, amount: Decimal) -> None:
        side = choice % 2
        receipt = self.till.received(self.deals[side], kind="instalment", amount=str(amount))
        self.expected[side] += amount
        self.confirmed.append((side, receipt, amount))

    def request(self, choice: int, amount: Decimal) -> None:
        self.till.request_receipt(self.deals[choice % 2], kind="loan", amount=str(amount))

    def reject(self, choice: int, amount: Decimal) -> None:
        asked = self.till.request_receipt(self.deals[choice % 2], kind="loan", amount=str(amount))
        self.till.reject(asked)

    def reverse(self, choice: int, _: Decimal) -> None:
        if self.confirmed:
            side, receipt, amount = self.confirmed[choice % len(self.confirmed)]
            self.till.reversed(receipt)
            self.expected[side] -= amount

    def refuse(self, choice: int, _: Decimal) -> None:
        if self.confirmed:
            receipt = self.confirmed[choice % len(self.confirmed)][1]
            self.till.decide(self.till.ask_reversal(receipt), verdict="reject")

    def replan(self, choice: int, amount: Decimal) -> None:
        kind = InstalmentKind.INSTALMENT
        parts = [Line("首期", kind, amount, TODAY), Line("尾款", kind, 10**6 - amount, None)]
        self.till.agree(self.deals[choice % 2], *parts)

    def claim(self, choice: int, amount: Decimal) -> None:
        line = Line("滞纳金", InstalmentKind.LATE_FEE, amount, TODAY)
        self.till.claim(self.deals[choice % 2], line)

    def move(self, choice: int, amount: Decimal) -> None:
        side, other = choice % 2, 1 - choice % 2
        self.till.transfer(self.deals[side], self.deals[other], str(amount))
        self.expected[side] -= amount
        self.expected[other] += amount

    def end(self, choice: int, _: Decimal) -> None:
        self.till.end(self.deals[choice % 2])

    def check(self) -> None:
        for deal, expected in zip(self.deals, self.expected, strict=True):
            books = self.till.books(deal)
            account = {name: Decimal(value) for name, value in books["account"].items()}
            claims = books["instalments"]
            paid = sum((Decimal(claim["paid"]) for claim in claims), Decimal(0))
            due = sum((Decimal(claim["amount"]) for claim in claims), Decimal(0))
            assert account["received"] - account["refunded"] == account["balance"] == expected >= 0
            assert account["unallocated"] == expected - paid >= 0
            assert paid == min(due, expected)
            assert all(Decimal(claim["paid"]) <= Decimal(claim["amount"]) for claim in claims)
        self._check_allocations()

    def _check_allocations(self) -> None:
        """What is allocated is what instalments say is paid, and never more than its receipt."""
        with self.till.engine.connect() as connection:
            assert connection.execute(text(_UNEVEN)).all() == []
            assert connection.execute(text(_OVERDRAWN)).all() == []


_UNEVEN = """
SELECT instalment.id FROM instalment LEFT JOIN allocation ON instalment_id = instalment.id
GROUP BY instalment.id HAVING paid <> coalesce(sum(allocation.amount), 0)
"""
_OVERDRAWN = """
SELECT receipt.id FROM receipt JOIN allocation ON receipt_id = receipt.id
GROUP BY receipt.id HAVING sum(allocation.amount) > receipt.amount
    OR receipt.counter OR receipt.reversed_at IS NOT NULL OR status <> 'confirmed'
"""


def test_the_books_are_right_after_any_sequence(till: Till) -> None:
    units = chain.from_iterable(till.on_sale(UNITS) for _ in count())

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(moves, max_size=12))
    @example(OLDER_MONEY_WENT_IN_PLACE_OF_WHAT_IS_REVERSED)
    def any_sequence(sequence: list[tuple[str, int, Decimal]]) -> None:
        day = Day(till, [next(units), next(units)])
        for move in sequence:
            day.do(*move)
            day.check()

    any_sequence()

"""Whatever happens to deals, no yuan comes from nowhere or gets lost (I-19, I-21)."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from contracts.inventory import refunds as refund_operations
from contracts.inventory.states import UnitStatus
from contracts.refusals import Refusal, not_found
from services.inventory.refunds import commands as refunds
from services.inventory.units.rules import MOVES, Move
from tests.databases import Database
from tests.inventory.changing import Orders

UNITS = 5
_EMPTY = "TRUNCATE project, customer, outbox, approval, contract_counter CASCADE"

MONEY = text(
    "SELECT deal.id, deal.stage, deal.price,"
    " (SELECT coalesce(sum(CASE WHEN counter THEN -amount ELSE amount END), 0) FROM receipt"
    "  WHERE deal_id = deal.id AND status = 'confirmed') AS received,"
    " (SELECT coalesce(sum(CASE WHEN counter THEN -amount ELSE amount END), 0) FROM receipt"
    "  WHERE deal_id = deal.id AND status = 'confirmed' AND kind <> 'transfer') AS from_outside,"
    " (SELECT coalesce(sum(amount), 0) FROM refund"
    "  WHERE deal_id = deal.id AND status = 'paid') AS refunded,"
    " (SELECT coalesce(sum(amount), 0) FROM instalment"
    "  WHERE deal_id = deal.id AND ended_at IS NULL) AS planned,"
    " (SELECT coalesce(sum(paid), 0) FROM instalment"
    "  WHERE deal_id = deal.id AND ended_at IS NULL) AS paid"
    " FROM deal"
)
TWICE = text(
    "SELECT unit_id FROM deal WHERE stage IN ('reserved', 'subscribed', 'sold')"
    " GROUP BY unit_id HAVING count(*) > 1"
)
WITHOUT_DEAL = text(
    "SELECT unit.id FROM unit LEFT JOIN deal ON deal.id = unit.deal_id AND deal.unit_id = unit.id"
    " AND deal.stage = unit.status WHERE unit.status IN ('reserved', 'subscribed', 'sold')"
    " AND deal.id IS NULL"
)

amounts = st.integers(1, 300_000).map(lambda yuan: f"{yuan}.00")
prices = st.integers(900_000, 1_000_000).map(lambda yuan: f"{yuan}.00")
which = st.integers(0, UNITS - 1)


class Story:
    """One office and what happens there; what is refused just doesn't happen."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.units = orders.on_sale(UNITS)
        self.customer = orders.customer()
        self.receipts: list[Any] = []

    def subscribe(self, number: int, _: str) -> None:
        self.orders.subscribe(self.units[number], self.customer)

    def put_back(self, number: int, _: str) -> None:
        self.orders.review()
        self.orders.release()

    def receive(self, number: int, amount: str) -> None:
        self.receipts.append(self.orders.received(self._deal(number), amount=amount))

    def reverse(self, number: int, _: str) -> None:
        self.orders.reversed(one_of(self.receipts, number))

    def sign(self, number: int, _: str) -> None:
        deal = self._deal(number)
        self.orders.check_documents(deal)
        self.orders.sign_off(deal)
        self.orders.sign(deal, by=self.orders.general_manager)

    def cancel(self, number: int, amount: str) -> None:
        terms = {"penalty": amount, "statement": "违约"} if number % 2 else {}
        self.orders.undo(self._deal(number), **terms)

    def change_unit(self, number: int, amount: str) -> None:
        target = self.units[int(Decimal(amount)) % UNITS]
        self._change(number, "unit_change", target_unit_id=str(target))

    def reprice(self, number: int, amount: str) -> None:
        price = f"{900_000 + int(Decimal(amount)) % 100_000}.00"
        self._change(number, "price_change", price=price)

    def replan(self, number: int, amount: str) -> None:
        method = ("commercial_loan", "instalments", "lump_sum")[int(Decimal(amount)) % 3]
        self._change(number, "payment_plan_change", payment_method=method)

    def rename(self, number: int, _: str) -> None:
        self._change(number, "rename", customer_id=str(self.orders.customer()))

    def refund(self, number: int, _: str) -> None:
        """Whatever is owed is paid."""
        with self.orders.engine.connect() as connection:
            owed = connection.scalars(
                text("SELECT id::text FROM refund WHERE status = 'owed'")
            ).all()
        do, operations = self.orders.do, refund_operations
        for refund in owed:
            one = {"refund_id": refund}
            do(
                refunds.request,
                operations.request_refund,
                self.orders.consultant,
                payee_note="原路退回",
                **one,
            )
            do(refunds.confirm, operations.confirm_refund, self.orders.manager, **one)
            do(
                refunds.pay,
                operations.pay_refund,
                self.orders.finance,
                payment_ref=refund[-12:],
                **one,
            )

    def _change(self, number: int, kind: str, **terms: Any) -> None:
        deal = self._deal(number)
        asked_for = self.orders.request_change(deal, kind, **terms)
        try:
            self.orders.consent(asked_for)
        except Refusal:
            self.orders.decide_change(asked_for, self.orders.general_manager, verdict="reject")
            raise

    def _deal(self, number: int) -> dict[str, str]:
        with self.orders.engine.connect() as connection:
            found = connection.scalars(
                text("SELECT id::text FROM deal WHERE stage <> 'cancelled' ORDER BY created_at, id")
            ).all()
        return {"id": one_of(found, number)}


def one_of(known: Sequence[Any], number: int) -> Any:
    if not known:
        raise not_found(what="any")
    return known[number % len(known)]


STEPS: Mapping[str, Callable[[Story, int, str], None]] = {
    name: getattr(Story, name)
    for name in (
        "subscribe",
        "put_back",
        "receive",
        "reverse",
        "sign",
        "cancel",
        "change_unit",
        "reprice",
        "replan",
        "rename",
        "refund",
    )
}
begun = st.just(
    [(step, number, "20000.00") for step in ("subscribe", "receive") for number in (0, 1)]
)
steps = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), which, amounts), min_size=6, max_size=14)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.builds(list.__add__, begun, steps))
def test_money_in_is_money_out_and_balance_whatever_happens(
    database: Callable[[str], Database], taken: list[tuple[str, int, str]]
) -> None:
    orders = Orders(_emptied(database("inventory")).engine)
    story = Story(orders)
    for name, number, amount in taken:
        with suppress(Refusal):
            STEPS[name](story, number, amount)
        with orders.engine.connect() as connection:
            _judge(connection)
    _check_moves(orders, story.units)


def _emptied(known: Database) -> Database:
    with known.engine.begin() as connection:
        connection.execute(text(_EMPTY))
    return known


def _judge(connection: Connection) -> None:
    rows = connection.execute(MONEY).all()
    for row in rows:
        balance = row.received - row.refunded
        assert balance >= 0, "more went back than came"
        assert 0 <= row.paid <= balance, "a claim is paid with money that is not there"
        expected = row.price if row.stage in ("subscribed", "sold") else 0
        assert row.planned == expected, "the schedule does not sum to the price"
    came = sum((row.from_outside for row in rows), Decimal(0))
    went = sum((row.refunded for row in rows), Decimal(0))
    held = sum((row.received - row.refunded for row in rows), Decimal(0))
    assert came == went + held
    assert connection.execute(TWICE).all() == [], "a unit has two owners"
    assert connection.execute(WITHOUT_DEAL).all() == [], "a claim without its deal"


def _check_moves(orders: Orders, units: list[UUID]) -> None:
    """No unit left the table of moves, and none jumped."""
    for unit in units:
        before = ""
        for move, since, to in orders.moves_of(unit):
            assert since == before
            if move in list(Move):
                step = MOVES[Move(move)]
                assert UnitStatus(since) in step.since
                assert to == step.to
            before = to

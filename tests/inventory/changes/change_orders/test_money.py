"""Whatever happens to deals, no yuan comes from nowhere or gets lost (I-19, I-21)."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from common import clock
from contracts.inventory.money import refunds as refund_operations
from contracts.inventory.register.units import UnitStatus
from contracts.refusals import Refusal, not_found
from services.inventory.control.claims.commands.expiry import expire_claims
from services.inventory.money.refunds import commands as refunds
from services.inventory.register.units.rules import MOVES, Move
from tests.inventory.changing import Orders
from tests.inventory.control.holds.test_commands import held
from tests.inventory.control.suspensions.test_commands import resume, suspended
from tests.inventory.money.late_fees.test_commands import ask_waiver, charge, decide
from tests.pool import Pool

UNITS = 5

MONEY = text(
    "SELECT deal.id, deal.stage, deal.price,"
    " (SELECT coalesce(sum(CASE WHEN counter THEN -amount ELSE amount END), 0) FROM receipt"
    "  WHERE deal_id = deal.id AND status = 'confirmed') AS received,"
    " (SELECT coalesce(sum(CASE WHEN counter THEN -amount ELSE amount END), 0) FROM receipt"
    "  WHERE deal_id = deal.id AND status = 'confirmed' AND kind <> 'transfer') AS from_outside,"
    " (SELECT coalesce(sum(amount), 0) FROM refund"
    "  WHERE deal_id = deal.id AND status = 'paid') AS refunded,"
    " (SELECT coalesce(sum(amount), 0) FROM refund WHERE deal_id = deal.id"
    "  AND status <> 'cancelled' AND cause <> 'area_settlement') AS given_back,"
    " (SELECT coalesce(sum(amount), 0) FROM instalment"
    "  WHERE deal_id = deal.id AND ended_at IS NULL"
    "  AND kind NOT IN ('area_settlement', 'late_fee')) AS planned,"
    " (SELECT coalesce(sum(paid), 0) FROM instalment"
    "  WHERE deal_id = deal.id AND ended_at IS NULL) AS paid"
    " FROM deal"
)
UNSETTLED = text(
    "SELECT deal.id FROM deal JOIN handover_case ON deal_id = deal.id"
    " WHERE stage = 'sold' AND settled_at IS NOT NULL AND (settlement->>'amount')::numeric <>"
    " (SELECT coalesce(sum(amount), 0) FROM instalment WHERE deal_id = deal.id"
    "  AND ended_at IS NULL AND kind = 'area_settlement')"
    " - (SELECT coalesce(sum(amount), 0) FROM refund WHERE deal_id = deal.id"
    "  AND status <> 'cancelled' AND cause = 'area_settlement')"
)
CHARGED_TWICE = text(
    "SELECT 1 FROM late_fee one JOIN late_fee other ON one.instalment_id = other.instalment_id"
    " AND one.id < other.id AND one.from_on <= other.through AND other.from_on <= one.through"
)
OPEN_FEES = text(
    "SELECT late_fee.id::text FROM late_fee JOIN instalment ON instalment.id = claim_id"
    " WHERE ended_at IS NULL AND paid < instalment.amount ORDER BY late_fee.id"
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

    def settle(self, number: int, amount: str) -> None:
        measured = self._measured(amount)
        self.orders.step("settle", self._deal(number, "sold"), gross_area=measured, keeps=True)

    def correct(self, number: int, amount: str) -> None:
        areas: dict[str, Any] = {"gross_area": self._measured(amount), "keeps": True}
        deal = self._deal(number, "sold")
        self._decided(self.orders.step("correct", deal, reason="录入有误", **areas))

    def charge(self, number: int, amount: str) -> None:
        """Some weeks later."""
        weeks = timedelta(weeks=2 + int(Decimal(amount)) % 20)
        charge(self.orders, self._deal(number), at=clock.now() + weeks)

    def waive(self, number: int, _: str) -> None:
        with self.orders.engine.connect() as connection:
            fee = one_of(connection.scalars(OPEN_FEES).all(), number)
        waiver = ask_waiver(self.orders, fee)
        decide(self.orders, waiver, self.orders.general_manager)

    def reserve(self, number: int, _: str) -> None:
        self.orders.reserve(self.units[number], self.customer)

    def lock(self, number: int, _: str) -> None:
        self.orders.lock(self.units[number])

    def hold(self, number: int, _: str) -> None:
        held(self.orders, self.units[number], self.customer)

    def expire(self, *_: Any) -> None:
        """Every short claim has run out."""
        with self.orders.transaction() as session:
            expire_claims(session, at=clock.now() + timedelta(days=40))

    def suspend(self, number: int, _: str) -> None:
        suspended(self.orders, self.units[number])

    def resume(self, number: int, _: str) -> None:
        resume(self.orders, unit_ids=[str(self.units[number])])

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
        self._decided(self.orders.request_change(self._deal(number), kind, **terms))

    def _decided(self, asked_for: Any) -> None:
        try:
            self.orders.consent(asked_for)
        except Refusal:
            self.orders.decide_change(asked_for, self.orders.general_manager, verdict="reject")
            raise

    def _deal(self, number: int, *stages: str) -> dict[str, str]:
        among = text("SELECT id::text FROM deal WHERE stage = ANY(:stages) ORDER BY created_at, id")
        chosen = {"stages": list(stages or ("reserved", "subscribed", "sold"))}
        with self.orders.engine.connect() as connection:
            found = connection.scalars(among, chosen).all()
        return {"id": one_of(found, number)}

    def _measured(self, amount: str) -> str:
        """Something between 95 and 105 m², for 100."""
        return f"{95 + int(Decimal(amount)) % 1001 / 100:.2f}"


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
        "settle",
        "correct",
        "charge",
        "waive",
        "reserve",
        "lock",
        "hold",
        "expire",
        "suspend",
        "resume",
    )
}
BEGUN = [
    *((step, number, "20000.00") for step in ("subscribe", "receive") for number in (0, 1)),
    ("sign", 0, "1.00"),
    ("receive", 0, "980000.00"),
    ("settle", 0, "650.00"),
]
steps = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), which, amounts), min_size=6, max_size=14)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps.map(lambda more: BEGUN + more))
@example([*BEGUN, ("reprice", 0, "1.00"), ("refund", 0, "1.00")])
def test_money_in_is_money_out_and_balance_whatever_happens(
    pool: Pool, taken: list[tuple[str, int, str]]
) -> None:
    with pool.lend("inventory") as database:
        orders = Orders(database.engine)
        story = Story(orders)
        for name, number, amount in taken:
            with suppress(Refusal):
                STEPS[name](story, number, amount)
            with orders.engine.connect() as connection:
                _judge(connection)
        _check_moves(orders, story.units)


def _judge(connection: Connection) -> None:
    rows = connection.execute(MONEY).all()
    for row in rows:
        balance = row.received - row.refunded
        assert balance >= 0, "more went back than came"
        there = row.received - row.given_back
        assert 0 <= row.paid <= there, "a claim is paid with money that goes back"
        expected = row.price if row.stage in ("subscribed", "sold") else 0
        assert row.planned == expected, "the schedule does not sum to the price"
    came = sum((row.from_outside for row in rows), Decimal(0))
    went = sum((row.refunded for row in rows), Decimal(0))
    held = sum((row.received - row.refunded for row in rows), Decimal(0))
    assert came == went + held
    assert connection.execute(UNSETTLED).all() == [], "the area is settled otherwise than told"
    assert connection.execute(CHARGED_TWICE).all() == [], "a day is charged twice"
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
                assert to == step.to or (step.to is None and to in ("unreleased", "available"))
            before = to

"""Money of subscribed and signed deals: three instalments each, nearly all that is due paid."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.plans.company import NOW, Thing, ident
from tests.plans.filling import Fill
from tests.plans.seeding.inventory_deals import made_at, unit_of, whose, with_contract

_PER_DEAL = 3
_TODAY = NOW.date()


def fill_money(fill: Fill) -> None:
    fill("instalment", _instalments(), name="房款", amount=300_000)
    fill("receipt", _receipts(), amount=300_000, requested_by="x")
    fill("allocation", _allocations(), amount=300_000)
    fill("invoice", _invoices(), amount=300_000, kind="blue", requested_by="x")
    fill("refund", _refunds(), amount=50_000, cause="change", owed_by="x")
    fill("late_fee", _late_fees(), amount=100, waived=0, charged_by="x")


def _claims() -> Iterator[tuple[int, int, int]]:
    """The number of each instalment, of its deal, and its place in the schedule."""
    for place, deal in enumerate(with_contract()):
        for line in range(_PER_DEAL):
            yield place * _PER_DEAL + line, deal, line


def _is_paid(claim: int, deal: int, line: int) -> bool:
    """Of what was due every fiftieth is not."""
    return _due_on(deal, line) < _TODAY and claim % 50 != 0


def _due_on(deal: int, line: int) -> Any:
    return made_at(deal).date() + timedelta(days=20 * line)


def _instalments() -> Iterator[dict[str, Any]]:
    for claim, deal, line in _claims():
        yield {
            "id": ident(Thing.OTHER, claim),
            "deal_id": ident(Thing.DEAL, deal),
            "project_id": whose(deal)["project_id"],
            "number": line + 1,
            "kind": "deposit" if line == 0 else "instalment",
            "due_on": _due_on(deal, line),
            "paid": 300_000 if _is_paid(claim, deal, line) else 0,
        }


def _receipts() -> Iterator[dict[str, Any]]:
    """One per instalment that is paid; every hundredth is on its way, wherever it stands."""
    few = {11: "taken", 12: "requested", 13: "endorsed", 14: "rejected"}
    for claim, deal, line in _claims():
        if _is_paid(claim, deal, line):
            status = few.get(claim % 100, "confirmed")
            at = made_at(deal) + timedelta(days=20 * line)
            yield {
                "id": ident(Thing.OTHER, claim),
                "deal_id": ident(Thing.DEAL, deal),
                "unit_id": unit_of(deal),
                **whose(deal),
                "kind": "instalment",
                "status": status,
                "received_on": at.date(),
                "requested_at": at,
                "hand_in_by": at if status == "taken" else None,
            }


def _allocations() -> Iterator[dict[str, Any]]:
    for claim, deal, line in _claims():
        if _is_paid(claim, deal, line):
            yield {
                "id": ident(Thing.OTHER, claim),
                "deal_id": ident(Thing.DEAL, deal),
                "receipt_id": ident(Thing.OTHER, claim),
                "instalment_id": ident(Thing.OTHER, claim),
            }


def _invoices() -> Iterator[dict[str, Any]]:
    few = {11: "requested", 12: "reviewed", 14: "rejected"}
    for place, deal in enumerate(with_contract()):
        status = few.get(place % 100, "signed" if place % 3 else "issued")
        is_issued = status in ("issued", "signed")
        yield {
            "id": ident(Thing.OTHER, place),
            "deal_id": ident(Thing.DEAL, deal),
            "unit_id": unit_of(deal),
            **whose(deal),
            "status": status,
            "requested_at": made_at(deal),
            "number": f"{place:08d}" if is_issued else None,
            "issued_on": made_at(deal).date() if is_issued else None,
        }


def _refunds() -> Iterator[dict[str, Any]]:
    few = {11: "owed", 12: "requested", 13: "confirmed", 14: "cancelled"}
    for place, deal in enumerate(with_contract()):
        status = few.get(place % 100, "paid")
        yield {
            "id": ident(Thing.OTHER, place),
            "deal_id": ident(Thing.DEAL, deal),
            "unit_id": unit_of(deal),
            **whose(deal),
            "status": status,
            "owed_at": made_at(deal),
            "paid_on": made_at(deal).date() if status == "paid" else None,
            "payment_ref": "x" if status == "paid" else None,
        }


def _late_fees() -> Iterator[dict[str, Any]]:
    for place, deal in enumerate(with_contract()):
        if place % 2 == 0:
            yield {
                "id": ident(Thing.OTHER, place),
                "deal_id": ident(Thing.DEAL, deal),
                "instalment_id": ident(Thing.OTHER, place * _PER_DEAL),
                "claim_id": ident(Thing.OTHER, place * _PER_DEAL + 1),
                "from_on": _TODAY,
                "through": _TODAY,
            }

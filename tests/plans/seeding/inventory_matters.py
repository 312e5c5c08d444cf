"""What is asked for and follows a contract: milestones, changes, promises, quotations, papers. Of
every kind nearly all is over, and a hundredth is open."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from tests.plans.company import (
    NOW,
    PROJECTS,
    Thing,
    consultant_of,
    ident,
    moment_of,
    project_of,
)
from tests.plans.filling import Fill
from tests.plans.seeding.inventory_deals import made_at, signed, unit_of, whose, with_contract

MATTERS = 12_000
_ASKED = {"requested_by": ident(Thing.STAFF, 1_000), "reason": "x"}


def fill_matters(fill: Fill) -> None:
    _fill_milestones(fill)
    fill("change_order", _matters("done", "requested", "refused"), kind="rename", stage="sold",
         terms={}, basis={}, consequences={"needs": []}, **_ASKED)  # fmt: skip
    fill("promise", _promises(), kind="other", text="x", requested_by=ident(Thing.STAFF, 0))
    fill("quotation", _quotations(), list_price=1_000_000, price=900_000, discount=0.9,
         payment_method="instalments", deposit=1, loan=0, calculation={"lines": []})  # fmt: skip
    fill("special_discount", _of_units("used", "requested", "refused", "granted"), price=1,
         authority="sales_director", reason="x")  # fmt: skip
    fill("hold", _of_units("granted", "requested", "refused", "cancelled"), reason="x", days=7)
    fill("data_change", _of_units("made", "requested", "refused", customer=False), reason="x",
         before={}, after={}, changes=[])  # fmt: skip
    fill("borrowing", _borrowings(), purpose="x")
    fill("letter", _letters(), about="x", direction="incoming", recorded_by="x")
    fill("deadline", _deadlines(), kind="signing")


def fill_files(fill: Fill) -> None:
    fill("attachment", _attachments(), kind="scan", size=1, uploaded_by="x")


def word_of(number: int, usual: str, *few: str) -> str:
    """Nearly always the usual one; each of the others a hundredth of the time."""
    place = number // 12 % 100
    return few[place] if place < len(few) else usual


def _fill_milestones(fill: Fill) -> None:
    kinds: tuple[tuple[str, str, tuple[str, ...], dict[str, Any]], ...] = (
        ("filing_case", "filed", ("collecting", "submitted", "revoked"), {}),
        ("handover_case", "delivered", ("waiting", "notified", "inspected"), {}),
        ("title_case", "issued", ("collecting", "submitted"), {}),
        ("loan_case", "paid_out", ("collecting", "submitted", "approved"),
         {"kind": "commercial_loan"}),
    )  # fmt: skip
    for table, usual, few, same in kinds:
        fill(table, _cases(usual, few), **same)
    fill("obstacle", ({
        "id": ident(Thing.OTHER, number), "deal_id": ident(Thing.DEAL, deal),
        "case_id": ident(Thing.OTHER, number),
        "resolved_at": NOW if number % 50 else None,
    } for number, deal in enumerate(signed())), kind="filing", what="x")  # fmt: skip


def _cases(usual: str, few: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, deal in enumerate(signed()):
        status = word_of(number, usual, *few)
        yield {
            "id": ident(Thing.OTHER, number),
            "deal_id": ident(Thing.DEAL, deal),
            "status": status,
            "due_on": (made_at(deal) + timedelta(days=30)).date(),
            "missing": ["x"] if status == "collecting" else [],
            "opened_at": made_at(deal),
            "ended_at": NOW if status == usual else None,
        }


def _matters(usual: str, *few: str) -> Iterator[dict[str, Any]]:
    """One of every second deal."""
    for number, deal in enumerate(with_contract()):
        yield {
            "id": ident(Thing.OTHER, number),
            "project_id": ident(Thing.PROJECT, project_of(deal)),
            "deal_id": ident(Thing.DEAL, deal),
            "unit_id": unit_of(deal),
            "status": word_of(number, usual, *few),
            "requested_at": made_at(deal),
        }


def _promises() -> Iterator[dict[str, Any]]:
    for number, deal in enumerate(with_contract()):
        status = word_of(number, "promised", "requested", "refused", "breached")
        yield {
            "id": ident(Thing.OTHER, number),
            "deal_id": ident(Thing.DEAL, deal),
            "status": status,
            "requested_at": made_at(deal),
            "loss": 1 if status == "breached" else None,
            "attributed_to": ident(Thing.STAFF, 0) if status == "breached" else None,
        }


def _quotations() -> Iterator[dict[str, Any]]:
    """Most became deals, some ran out; one in a hundred waits for review."""
    for number in range(MATTERS):
        status = word_of(number, "used" if number // 12 % 3 else "reviewed", "draft", "in_review")
        yield {
            "id": ident(Thing.OTHER, number),
            "number": f"Q{number:06d}",
            **whose(number),
            "unit_id": unit_of(number),
            "status": status,
            "valid_until": NOW.date() + timedelta(days=5 if number // 12 % 50 == 0 else -5),
            "created_at": moment_of(number, MATTERS),
            "reviewed_at": moment_of(number, MATTERS),
            "deal_id": ident(Thing.DEAL, number) if status == "used" else None,
        }


def _of_units(usual: str, *few: str, customer: bool = True) -> Iterator[dict[str, Any]]:
    for number in range(MATTERS):
        deal = number // PROJECTS * 2 * PROJECTS + project_of(number)
        of_customer = {"customer_id": whose(deal)["customer_id"]} if customer else {}
        yield {
            "id": ident(Thing.OTHER, number),
            "project_id": ident(Thing.PROJECT, project_of(deal)),
            "unit_id": unit_of(deal),
            "status": word_of(number, usual, *few),
            "requested_by": ident(Thing.STAFF, consultant_of(deal)),
            "requested_at": moment_of(number, MATTERS),
            **of_customer,
        }


def _borrowings() -> Iterator[dict[str, Any]]:
    for number, deal in enumerate(signed()):
        if number % 40:
            yield {
                "id": ident(Thing.OTHER, number),
                "document_id": ident(Thing.OTHER, deal),
                "deal_id": ident(Thing.DEAL, deal),
                "project_id": ident(Thing.PROJECT, project_of(deal)),
                "status": word_of(number, "returned", "requested", "granted", "lent", "refused"),
                "due_on": made_at(deal).date(),
                "borrower_id": ident(Thing.STAFF, consultant_of(deal)),
                "requested_at": made_at(deal),
            }


def _letters() -> Iterator[dict[str, Any]]:
    for number in range(MATTERS):
        yield {
            "id": ident(Thing.OTHER, number),
            "project_id": ident(Thing.PROJECT, project_of(number)),
            "authority": "房管局" if number % 1_000 else "自然资源局",
            "recorded_at": moment_of(number, MATTERS),
        }


def _attachments() -> Iterator[dict[str, Any]]:
    for number in range(MATTERS):
        yield {
            "id": ident(Thing.OTHER, number),
            "project_id": ident(Thing.PROJECT, project_of(number)),
            "subject": "deal",
            "subject_id": ident(Thing.DEAL, number),
            "file_key": ident(Thing.OTHER, number),
            "uploaded_at": moment_of(number, MATTERS),
        }


def _deadlines() -> Iterator[dict[str, Any]]:
    for number, deal in enumerate(signed()):
        yield {
            "id": ident(Thing.OTHER, number),
            "subject_id": ident(Thing.DEAL, deal),
            "deal_id": ident(Thing.DEAL, deal),
            "due_at": made_at(deal),
            "status": "met" if number % 100 else "open",
        }

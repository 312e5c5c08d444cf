"""Crm with twenty thousand customers, their numbers, purchases, contacts and messages."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.crm.vault import vault
from tests.plans.company import (
    CUSTOMERS,
    DEALS,
    NOW,
    PROJECTS,
    Thing,
    consultant_of,
    ident,
    moment_of,
    project_of,
)
from tests.plans.filling import Fill
from tests.plans.seeding.consent import fill_approvals
from tests.plans.seeding.foundation import fill_parked

CONTACTS_PER_CUSTOMER = 2
_SOURCES = ("site", "social_media", "partner_platform", "office", "exhibition", "cross_industry",
            "referral", "call_in")  # fmt: skip
_STAGES = ("sold", "sold", "cancelled", "reserved", "subscribed")


def fill(fill: Fill) -> None:
    fill_parked(fill)
    fill_approvals(fill, ["late_fee_waiver"])
    fill("customer", _customers(), registered_by="x")
    fill("personal_number", _numbers(), field="phone", position=0)
    fill("purchase", _purchases(), amount=1_000_000)
    fill("follow_up", _follow_ups(), kind="call", content="x")
    fill("customer_message", _messages(), kind="receipt", title="x", body="x", amount=1)


def phone_of(customer: int) -> str:
    return f"139{customer:08d}"


def _customers() -> Iterator[dict[str, Any]]:
    for number in range(CUSTOMERS):
        yield {
            "id": ident(Thing.CUSTOMER, number),
            "name": f"张{number}",
            "grade": "ABC"[number // PROJECTS % 3],
            "source": _SOURCES[number // PROJECTS % len(_SOURCES)],
            "owner_id": ident(Thing.STAFF, consultant_of(number)),
            "team_id": ident(Thing.TEAM, project_of(number)),
            "project_id": ident(Thing.PROJECT, project_of(number)),
            "next_due_at": NOW + timedelta(days=3 if number // PROJECTS % 100 else -3),
        }


def _numbers() -> Iterator[dict[str, Any]]:
    for number in range(CUSTOMERS):
        customer, phone = UUID(ident(Thing.CUSTOMER, number)), phone_of(number)
        yield {
            "customer_id": customer,
            "sealed": vault().seal(phone, customer, "phone"),
            "blind_index": vault().index(phone, "phone"),
        }


def _purchases() -> Iterator[dict[str, Any]]:
    for number in range(DEALS):
        yield {
            "deal_id": ident(Thing.DEAL, number),
            "customer_id": ident(Thing.CUSTOMER, number % CUSTOMERS),
            "unit_id": ident(Thing.UNIT, number // 2),
            "project_id": ident(Thing.PROJECT, project_of(number)),
            "stage": _STAGES[number // PROJECTS % len(_STAGES)],
        }


def _follow_ups() -> Iterator[dict[str, Any]]:
    for number in range(CUSTOMERS * CONTACTS_PER_CUSTOMER):
        yield {
            "id": ident(Thing.OTHER, number),
            "customer_id": ident(Thing.CUSTOMER, number % CUSTOMERS),
            "contacted_at": moment_of(number, CUSTOMERS * CONTACTS_PER_CUSTOMER),
        }


def _messages() -> Iterator[dict[str, Any]]:
    """Nearly all are told; every hundredth still has to be, wherever it stands."""
    few = {11: "open", 12: "mailing", 13: "overtaken"}
    for number in range(DEALS):
        status = few.get(number // PROJECTS % 100, "told")
        yield {
            "id": ident(Thing.OTHER, number),
            "customer_id": ident(Thing.CUSTOMER, number % CUSTOMERS),
            "deal_id": ident(Thing.DEAL, number),
            "project_id": ident(Thing.PROJECT, project_of(number)),
            "source_id": ident(Thing.OTHER, number),
            "status": status,
            "occurred_at": moment_of(number, DEALS),
            "due_at": NOW if status == "mailing" else None,
        }

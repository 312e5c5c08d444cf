"""Deals: every second one is on a unit of its own, those between have ended. Of those on a unit
some are reserved or subscribed, the newest as well as the oldest."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.plans.company import (
    CUSTOMERS,
    DEALS,
    NOW,
    PROJECTS,
    UNITS_PER_PROJECT,
    Thing,
    consultant_of,
    ident,
    moment_of,
    project_of,
)
from tests.plans.filling import Fill

DEALS_ON_OWN_UNIT = DEALS // PROJECTS // 2
"""In each project."""


def fill_deals(fill: Fill) -> None:
    story = {"basis": "gross_area"}
    fill("deal", _deals(), list_price=1_000_000, price=950_000, area=100, price_story=story)
    fill("contract_draft", _drafts(), number=1, terms={}, attachment_id=ident(Thing.OTHER, 0))
    fill("signed_contract", _signed(), without_text=False)
    fill("archived_document", _archived(), kind="contract", title="合同", copies=2)


def whose(number: int) -> dict[str, Any]:
    """The columns that say whose the deal, and what belongs to it, is."""
    return {
        "project_id": ident(Thing.PROJECT, project_of(number)),
        "customer_id": ident(Thing.CUSTOMER, number % CUSTOMERS),
        "consultant_id": ident(Thing.STAFF, consultant_of(number)),
        "team_id": ident(Thing.TEAM, project_of(number)),
    }


def unit_of(number: int) -> str:
    place = number // PROJECTS // 2
    return ident(Thing.UNIT, project_of(number) * UNITS_PER_PROJECT + place)


def deal_on(unit: int) -> int:
    project, place = divmod(unit, UNITS_PER_PROJECT)
    return place * 2 * PROJECTS + project


def stage_on(place: int) -> str:
    """How far the deal on the unit at this place has come."""
    return {7: "reserved", 1: "subscribed", 2: "subscribed"}.get(place % 50, "sold")


def stage_of(number: int) -> str:
    turn = number // PROJECTS
    if turn % 2 == 0:
        return stage_on(turn // 2)
    return "expired" if turn % 4 == 1 else "cancelled"


def with_contract() -> list[int]:
    """The subscribed and signed ones, the oldest first."""
    return [number for number in range(DEALS) if stage_of(number) in ("subscribed", "sold")]


def signed() -> list[int]:
    return [number for number in range(DEALS) if stage_of(number) == "sold"]


def made_at(number: int) -> Any:
    return moment_of(number, DEALS)


def _deals() -> Iterator[dict[str, Any]]:
    for number in range(DEALS):
        stage, at = stage_of(number), made_at(number)
        is_sold, subscribed = stage == "sold", stage in ("sold", "subscribed", "cancelled")
        yield {
            "id": ident(Thing.DEAL, number),
            **whose(number),
            "unit_id": unit_of(number),
            "stage": stage,
            "created_at": at,
            "expires_at": NOW + timedelta(hours=5) if stage == "reserved" else None,
            "subscribed_at": at + timedelta(days=1) if subscribed else None,
            "sign_by": at + timedelta(days=8) if subscribed else None,
            "documents_checked_at": at if is_sold or number % 3 else None,
            "payment_method": "instalments" if subscribed else None,
            "contract_number": f"P{project_of(number)}-2026-{number:05d}" if is_sold else None,
            "signed_on": (at + timedelta(days=5)).date() if is_sold else None,
            "ended_at": at + timedelta(days=9) if stage in ("expired", "cancelled") else None,
        }


def _drafts() -> Iterator[dict[str, Any]]:
    """All but a few have a text."""
    for place, number in enumerate(with_contract()):
        if place % 40:
            yield {"id": ident(Thing.OTHER, number), "deal_id": ident(Thing.DEAL, number)}


def _signed() -> Iterator[dict[str, Any]]:
    for place, number in enumerate(signed()):
        yield {
            "deal_id": ident(Thing.DEAL, number),
            "project_id": ident(Thing.PROJECT, project_of(number)),
            "deviations": "[{}]" if place % 50 == 0 else "[]",
        }


def _archived() -> Iterator[dict[str, Any]]:
    for place, number in enumerate(signed()):
        if place % 40:
            yield {
                "id": ident(Thing.OTHER, number),
                "deal_id": ident(Thing.DEAL, number),
                "project_id": ident(Thing.PROJECT, project_of(number)),
                "filed_at": made_at(number),
            }

"""Quotations for customers who have visited: drafts, some in review, reviewed, and used (I-14).

draft, asked, reviewed, used
"""

from decimal import Decimal
from enum import IntEnum
from typing import Any

from demo import terms
from demo.api import Platform
from demo.business import Stage, Story, chosen_unit, stories
from demo.people import of_role
from demo.projects import PROJECTS

_HANDOVER_IN_DAYS = 540


class End(IntEnum):
    """How far a quotation goes; everything before it has happened too."""

    DRAFT = 0
    ASKED = 1
    REVIEWED = 2
    USED = 3


_ENDS = (End.USED, End.REVIEWED, End.ASKED, End.DRAFT)
_WAYS: tuple[dict[str, Any], ...] = (
    {"payment_method": "commercial_loan", "commercial_months": 360},
    {"payment_method": "combined_loan", "fund_amount": "400000.00", "home": "second"},
    {"payment_method": "lump_sum"},
)


def offer_all(platform: Platform) -> None:
    visited = [story for story in stories() if story.stage is Stage.VISITED]
    for position, story in enumerate(visited):
        way = _WAYS[position % len(_WAYS)]
        offer(story, _ENDS[position % len(_ENDS)], way, platform)


def offer(story: Story, end: End, way: dict[str, Any], platform: Platform) -> None:
    """A quotation with the project's public discounts, as far as it goes."""
    who, code = story.customer.what, story.project
    desk = platform.desk(story.customer.consultant.username)
    unit = chosen_unit(story, platform)
    discounts = [
        platform.notebook.id(terms.discount(code, name)) for name in ("开盘优惠", "按时签约优惠")
    ]
    quotation_id = platform.notebook.id(f"quotation for {who}")
    desk.enter(
        f"quotation for {who}",
        "POST",
        f"/units/{unit['id']}/quotations",
        {
            "id": quotation_id,
            "customer_id": platform.notebook.id(who),
            "discount_ids": discounts,
            **way,
        },
    )
    if end >= End.ASKED:
        asked = desk.enter(
            f"review of the quotation for {who}", "POST", f"/quotations/{quotation_id}/review"
        )
        if end >= End.REVIEWED:
            _review(asked["approval_id"], story, platform)
    if end >= End.USED:
        desk.enter(
            f"subscription by the quotation for {who}",
            "POST",
            f"/units/{unit['id']}/subscription",
            {
                "customer_id": platform.notebook.id(who),
                "quotation_id": quotation_id,
                "payment_method": way["payment_method"],
                "handover_date": str(platform.notebook.day(-_HANDOVER_IN_DAYS)),
            },
        )


def _review(approval_id: str, story: Story, platform: Platform) -> None:
    """By the manager, and by the general manager where it is large (seed 003)."""
    (project,) = (one for one in PROJECTS if one.code == story.project)
    calculated = platform.notebook[f"quotation for {story.customer.what}"]["price"]
    reviewers = [of_role("sales_manager", story.project)[0]]
    if Decimal(calculated) >= project.large_contract:
        reviewers += of_role("general_manager")[:1]
    for person in reviewers:
        platform.desk(person.username).enter(
            f"{person.role} reviewed the quotation for {story.customer.what}",
            "POST",
            f"/approvals/{approval_id}/decision",
            {"verdict": "approve", "comment": "价格与付款方式符合规定"},
        )

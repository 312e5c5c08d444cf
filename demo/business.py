"""A few days of business: every consultant has customers at every stage of the way to a contract.

    met, visited, locked, reserved, subscribed, papers, letter, deposit, endorsed, paid, drafted,
    signed, cancelled

Each step is done by whoever does it in a sales office (I-09, I-15, I-16, I-19; seeds 002, 003): the
clerk checks the documents, the manager signs for the letter and confirms the contract, manager and
finance confirm the money, never the consultant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import IntEnum
from typing import Any

from demo import consents, customers, orders
from demo.api import Desk, Platform
from demo.customers import Customer
from demo.people import CONSULTANTS, of_role
from demo.projects import PROJECTS, Project

_PAYMENTS = ("commercial_loan", "lump_sum", "provident_fund", "combined_loan")
_HANDOVER_IN_DAYS = 540


class Stage(IntEnum):
    """How far a story goes; everything before it has happened too."""

    MET = 0
    VISITED = 1
    LOCKED = 2
    RESERVED = 3
    SUBSCRIBED = 4
    PAPERS = 5
    LETTER = 6
    DEPOSIT = 7
    ENDORSED = 8
    PAID = 9
    DRAFTED = 10
    SIGNED = 11
    CANCELLED = 12


@dataclass(frozen=True)
class Story:
    customer: Customer
    stage: Stage
    days_ago: int = 0
    """Business day of signing, before the day on which the load was begun."""
    discount: str = "0"
    """At most 1 %: what a consultant may give without asking."""

    @property
    def project(self) -> str:
        return self.customer.consultant.projects[0]


_PLOT = (
    (Stage.SIGNED, 0, "0"),
    (Stage.SIGNED, 1, "0.01"),
    (Stage.SIGNED, 3, "0.005"),
    (Stage.PAID, 0, "0"),
    (Stage.SUBSCRIBED, 0, "0.01"),
    (Stage.RESERVED, 0, "0"),
    (Stage.VISITED, 0, "0"),
    (Stage.MET, 0, "0"),
)
"""What every consultant's customers have in common: stage, days ago, discount."""

_TURNS = (Stage.CANCELLED, Stage.LOCKED, Stage.PAPERS, Stage.LETTER, Stage.DEPOSIT)
"""One more story each, in turn."""


def stories() -> Iterator[Story]:
    number = 0
    for position, consultant in enumerate(CONSULTANTS):
        turn = (_TURNS[position % len(_TURNS)], 2, "0")
        for stage, days_ago, discount in (*_PLOT, turn):
            number += 1
            yield Story(Customer(number, consultant), stage, days_ago, discount)


def live_all(project: Project, platform: Platform) -> int:
    """Answers how many customers the project has."""
    here = [story for story in stories() if story.project == project.code]
    for story in here:
        live(story, platform)
    return len(here)


def live(story: Story, platform: Platform) -> None:
    """Everything that happened between this customer and the company."""
    desk = platform.desk(story.customer.consultant.username)
    customers.register(story.customer, desk, platform)
    if story.stage >= Stage.VISITED:
        customers.follow_up(story.customer, desk, platform)
    if story.stage >= Stage.LOCKED:
        _claim(story, platform)
    if story.stage >= Stage.SUBSCRIBED:
        _sign(story, platform)


def _claim(story: Story, platform: Platform) -> None:
    desk = platform.desk(story.customer.consultant.username)
    unit = chosen_unit(story, platform)
    if story.stage == Stage.LOCKED:
        desk.enter(f"lock for {story.customer.what}", "POST", f"/units/{unit['id']}/lock")
        return
    price = Decimal(unit["list_price"]) * (1 - Decimal(story.discount))
    deal = desk.enter(
        f"reservation of {story.customer.what}",
        "POST",
        f"/units/{unit['id']}/reservation",
        {
            "id": platform.notebook.id(f"deal of {story.customer.what}"),
            "customer_id": platform.notebook.id(story.customer.what),
            "price": f"{price.to_integral_value(ROUND_CEILING)}.00",
        },
    )
    if story.stage >= Stage.SUBSCRIBED:
        desk.enter(
            f"subscription of {story.customer.what}",
            "POST",
            f"/units/{deal['unit_id']}/subscription",
            {
                "customer_id": platform.notebook.id(story.customer.what),
                "payment_method": _PAYMENTS[story.customer.number % len(_PAYMENTS)],
                "handover_date": str(platform.notebook.day(-_HANDOVER_IN_DAYS)),
            },
        )


def chosen_unit(story: Story, platform: Platform) -> Any:
    """An available home; noted, so that a continued load stays with it. Asked of the list of units:
    a board may be a second old, and we are faster than people."""
    choice = f"unit for {story.customer.what}"
    if choice not in platform.notebook:
        desk = platform.desk(story.customer.consultant.username)
        units = f"/projects/{platform.notebook.id(f'project {story.project}')}/units"
        free = desk.read(units, status="available", usage="residence", page_size=50)["items"]
        unit = free[story.customer.number * 37 % len(free)]
        chosen = {name: unit[name] for name in ("id", "number", "list_price")}
        platform.notebook.note(choice, chosen)
    return platform.notebook[choice]


def _sign(story: Story, platform: Platform) -> None:
    """From the subscription towards the contract, as far as the story goes."""
    customer, deal_id = story.customer, platform.notebook.id(f"deal of {story.customer.what}")
    deal, receipt_id = f"/deals/{deal_id}", platform.notebook.id(f"receipt of {customer.what}")
    consultant = platform.desk(customer.consultant.username)
    clerk, manager, finance = (
        platform.desk(of_role(role, story.project)[0].username)
        for role in ("control_clerk", "sales_manager", "finance")
    )
    signer = platform.desk(_signer(story, platform))
    day = str(platform.notebook.day(story.days_ago))
    steps: dict[Stage, tuple[Desk, str, dict[str, object]]] = {
        Stage.PAPERS: (clerk, f"{deal}/documents", {"complete": True}),
        Stage.LETTER: (manager, f"{deal}/sign-off", {}),
        Stage.DEPOSIT: (consultant, f"{deal}/receipts", {"id": receipt_id, "kind": "deposit"}),
        Stage.ENDORSED: (manager, f"/receipts/{receipt_id}/endorsement", {}),
        Stage.PAID: (finance, f"/receipts/{receipt_id}/confirmation", {"received_on": day}),
        Stage.DRAFTED: (clerk, f"{deal}/contract-drafts", {}),
        Stage.SIGNED: (signer, f"{deal}/contract", {"signed_on": day}),
    }
    for stage, (desk, path, body) in steps.items():
        if story.stage >= stage:
            what = f"{stage.name.lower()} of {customer.what}"
            desk.enter(what, "POST", path, body)
    if story.stage >= Stage.CANCELLED:
        _undo(story, platform, str(deal_id))


def _undo(story: Story, platform: Platform, deal_id: str) -> None:
    """A signed contract is undone by an order; a part of the money is kept by statement."""
    what = f"cancellation of {story.customer.what}"
    asked_for = orders.ask(
        platform,
        story.customer.consultant.username,
        what,
        deal_id,
        "cancellation",
        penalty="2000.00",
        statement="按认购书第八条，客户单方解约承担违约金 2,000 元，其余退还",
        reason="客户贷款未获批准",
    )
    consents.consent(platform, story.project, what, asked_for)


def _signer(story: Story, platform: Platform) -> str:
    """The manager, or for a large contract the general manager (I-16)."""
    (project,) = (project for project in PROJECTS if project.code == story.project)
    price = Decimal(platform.notebook[f"reservation of {story.customer.what}"]["price"])
    if price >= project.large_contract:
        return of_role("general_manager")[0].username
    return of_role("sales_manager", story.project)[0].username

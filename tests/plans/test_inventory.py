"""Inventory's lists and reports read in proportion to what they answer."""

from collections.abc import Iterator

import pytest

from contracts.operation import Operation
from services.inventory.service import SERVICE
from services.inventory.tables import METADATA
from tests.plans import judging
from tests.plans.asking import questions_of
from tests.plans.company import NOW, Thing, ident
from tests.plans.judging import Court, Excused, Excuses, verdict
from tests.plans.seeding import inventory as seeds
from tests.servers import Servers

VALUES = {
    "project_id": ident(Thing.PROJECT, 0),
    "building_id": ident(Thing.BUILDING, 0),
    "house_type_id": ident(Thing.HOUSE_TYPE, 0),
    "unit_id": ident(Thing.UNIT, 0),
    "customer_id": ident(Thing.CUSTOMER, 0),
    "consultant_id": ident(Thing.STAFF, 0),
    "staff_id": ident(Thing.STAFF, 0),
    "team_id": ident(Thing.TEAM, 0),
    "deal_id": ident(Thing.DEAL, 0),
    "quotation_id": ident(Thing.OTHER, 0),
    "receipt_id": ident(Thing.OTHER, 1),
    "price_list_id": ident(Thing.OTHER, 0),
    "with_id": ident(Thing.OTHER, 12),
    "approval_id": ident(Thing.OTHER, 0),
    "change_order_id": ident(Thing.OTHER, 0),
    "parked_id": ident(Thing.OTHER, 0),
    "attachment_id": ident(Thing.OTHER, 0),
    "discount_ids": [],
    "price": None,
    "payment_plan_id": None,
    "deposit": None,
    "sign_on": None,
    "commercial_amount": None,
    "commercial_rate": None,
    "commercial_months": None,
    "fund_amount": None,
    "fund_rate": None,
    "fund_months": None,
    "penalty": None,
    "forfeited": None,
    "statement": None,
    "target_unit_id": None,
    "days": None,
    "share": None,
    "amount": None,
    "floor_from": None,
    "floor_to": None,
    "preview_change_order.kind": "rename",
    "preview_change_order.customer_id": None,
    "preview_change_order.payment_method": None,
    "subject": "deal",
    "subject_id": ident(Thing.DEAL, 0),
    "number": "1203",
    "contract_number": "P0-2026-000",
    "authority": "自然",
    "area_from": "100",
    "area_to": "101",
    "price_from": "1000000",
    "price_to": "1010000",
    "on": NOW.date().isoformat(),
    "first": NOW.date().replace(day=1).isoformat(),
    "last": NOW.date().isoformat(),
    "payment_method": "lump_sum",
    "preview_area_settlement": {"gross_area": "101"},
    "foresee_adjustment": {"share": "0.01"},
    "preview_change_order": {"customer_id": ident(Thing.CUSTOMER, 240)},
    "gross_area": "101",
    "inner_area": "80",
    "tiers": ["list_rate"],
}
"""What is asked for, of the first project and the first consultant."""

WHOLE_VERSION = Excused("tells of a whole version of a price list: a project's units", 6_000)
EXCUSES: Excuses = {
    ("*", "sort"): Excused("an order that somebody picks sorts all that they may see", 70_000),
    ("read_collection", "*"): Excused("sums all money of the contracts within reach", 170_000),
    ("read_contract_statistics", "*"): Excused("sums all contracts within reach", 95_000),
    ("summarise_overdue", "*"): Excused("sums what is overdue, by what its deals say", 50_000),
    ("list_milestones", "*"): Excused("walks what is open, found by its index", 3_000),
    ("list_contracts", "issue"): Excused(
        "walks the contracts, newest first, until a page of them lacks something", 7_000
    ),
    ("list_letters", "authority"): Excused("looks for a part of a name; letters are few", 12_000),
    ("list_price_lists", "*"): WHOLE_VERSION,
    ("read_price_list", "*"): WHOLE_VERSION,
    ("foresee_adjustment", "*"): WHOLE_VERSION,
}
"""What reads more than it answers, why, and how many rows at most in the filled database."""


@pytest.fixture(scope="module")
def court(servers: Servers) -> Iterator[Court]:
    with judging.court(servers, SERVICE, METADATA, seeds.fill, VALUES) as sitting:
        yield sitting


@pytest.mark.parametrize("operation", questions_of("inventory"), ids=lambda one: one.name)
def test_what_is_read_is_in_proportion_to_the_answer(court: Court, operation: Operation) -> None:
    assert not verdict(court.judged(operation), EXCUSES)

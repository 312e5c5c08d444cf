"""What a quotation's `can` offers is what its commands do, for everybody at every state."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from contracts.inventory.selling import quotations as operations
from contracts.office.roles import Role
from services.inventory.selling.quotations.commands import quotation as commands
from services.inventory.selling.quotations.commands import review as reviews
from tests.inventory.selling.quotations import desk
from tests.inventory.workbench import SalesOffice
from tests.offered import judge


def draft(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1)
    return desk.create(office, unit, office.customer())


def expired_draft(office: SalesOffice) -> Any:
    quotation = draft(office)
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE quotation SET valid_until = valid_until - 60"))
    return quotation


def in_review(office: SalesOffice) -> Any:
    return desk.request_review(office, draft(office))


def reviewed(office: SalesOffice) -> Any:
    quotation = in_review(office)
    desk.decide(office, quotation, office.manager)
    return quotation


def used(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1)
    customer = office.customer()
    quotation = desk.reviewed(office, unit, customer)
    office.subscribe(unit, customer, quotation_id=quotation["id"])
    return quotation


@pytest.mark.parametrize("state", [draft, expired_draft, in_review, reviewed, used])
def test_what_is_offered_is_what_is_possible(
    office: SalesOffice, state: Callable[[SalesOffice], Any]
) -> None:
    one = {"quotation_id": state(office)["id"]}
    anew = one | {"payment_method": "lump_sum"}
    for by in [office.consultant, office.manager, *map(office.posted_as, Role)]:
        for row in desk.listed(office, by):
            assert desk.read(office, row, by)["can"] == row["can"]
            judge(
                office,
                row["can"],
                by,
                {
                    operations.revise_quotation: (commands.revise, anew),
                    operations.request_quotation_review: (reviews.request, one),
                },
            )


def test_an_expired_draft_may_only_be_worked_out_anew(office: SalesOffice) -> None:
    quotation = desk.read(office, expired_draft(office))
    assert quotation["status"] == "expired"
    assert [row["operation"] for row in quotation["can"]] == ["revise_quotation"]

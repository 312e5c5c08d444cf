"""What an invoice's `can` offers is what its commands do, for everybody at every state."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.inventory.money import invoices as operations
from contracts.office.roles import Role
from services.inventory.money.invoices import commands
from tests.inventory.money.invoices.test_commands import (
    issue,
    issued,
    listed,
    reject,
    request,
    review,
    sign,
    with_money,
)
from tests.inventory.money.invoices.test_reversals import request_red
from tests.inventory.workbench import SalesOffice
from tests.offered import judge


def _requested(office: SalesOffice) -> Any:
    return request(office, with_money(office))


def _reviewed(office: SalesOffice) -> Any:
    return review(office, _requested(office))


def _issued(office: SalesOffice) -> Any:
    return issued(office, with_money(office), "300000.00")


def _signed(office: SalesOffice) -> Any:
    return sign(office, _issued(office))


def _rejected(office: SalesOffice) -> Any:
    return reject(office, _requested(office))


def _taken_back(office: SalesOffice) -> Any:
    invoice = _issued(office)
    return issue(office, review(office, request_red(office, invoice)), number="2" * 20)


STATES = [_requested, _reviewed, _issued, _signed, _rejected, _taken_back]


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_is_what_is_possible(
    office: SalesOffice, state: Callable[[SalesOffice], Any]
) -> None:
    state(office)
    several = office.posted_as(Role.FINANCE, Role.SALES_MANAGER)
    people = [office.manager, office.finance, office.consultant, several]
    for by in [*people, *map(office.posted_as, Role)]:
        for row in listed(office, by):
            one = {"invoice_id": row["id"]}
            approved = one | {"decision": "approve"}
            judge(
                office,
                row["can"],
                by,
                {
                    operations.review_invoice: (commands.review, approved),
                    operations.issue_invoice: (commands.issue, one | {"number": "3" * 20}),
                    operations.reject_invoice: (commands.reject, one | {"reason": "金额有误"}),
                    operations.sign_invoice: (commands.sign, one),
                    operations.request_red_invoice: (
                        commands.request_red,
                        one | {"reason": "退房"},
                    ),
                },
            )

"""What a handover needs (I-18)."""

from decimal import Decimal

import pytest

from contracts.inventory.milestones.handovers import HandoverNeed, Severity
from contracts.vocabulary import VOCABULARY
from services.inventory.milestones.handovers import rules


@pytest.mark.parametrize(
    ("unpaid", "paid_out", "is_paid"),
    [
        ([], False, True),
        ([(False, "0.00"), (True, "0.00")], False, True),
        ([(False, "0.01"), (True, "0.00")], True, False),
        ([(False, "0.00"), (True, "700000.00")], True, True),
        ([(False, "0.00"), (True, "700000.00")], False, False),
    ],
)
def test_paid_in_full_or_the_loan_paid_out(
    unpaid: list[tuple[bool, str]], paid_out: bool, is_paid: bool
) -> None:
    claims = [(by_loan, Decimal(rest)) for by_loan, rest in unpaid]
    assert rules.is_paid(claims, loans_paid_out=paid_out) is is_paid


def test_a_consent_covers_the_documents_that_it_named_only() -> None:
    assert rules.open_documents(["说明书", "备案表"], ["说明书"]) == ["备案表"]


def test_every_need_and_severity_has_its_words() -> None:
    assert set(VOCABULARY["handover_need"]) == set(HandoverNeed)
    assert set(VOCABULARY["defect_severity"]) == set(Severity)

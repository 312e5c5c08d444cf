"""The steps of milestones: nothing leaves the table."""

from datetime import date

import pytest

from contracts.deadlines import KINDS
from contracts.inventory.milestones.procedures import MilestoneKind, MilestoneStatus
from contracts.refusals import Refusal
from contracts.vocabulary import VOCABULARY
from services.inventory.milestones.procedures import rules
from services.inventory.milestones.procedures.rules import STEPS, Step


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("status", list(MilestoneStatus))
def test_a_step_is_possible_from_its_own_states_only(step: Step, status: MilestoneStatus) -> None:
    if status in STEPS[step].since:
        assert rules.after(step, status) is STEPS[step].to
    else:
        with pytest.raises(Refusal, match="milestone_wrong_status"):
            rules.after(step, status)


def test_nothing_goes_on_after_its_end_but_a_revoked_filing() -> None:
    going_on = {status for change in STEPS.values() for status in change.since}
    assert going_on & rules.OVER == {MilestoneStatus.FILED, MilestoneStatus.REVOKED}


def test_every_milestone_has_its_words_and_its_deadline() -> None:
    assert set(VOCABULARY["milestone_kind"]) == set(MilestoneKind)
    assert set(VOCABULARY["milestone_status"]) == set(MilestoneStatus)
    assert set(MilestoneKind) <= set(KINDS)


@pytest.mark.parametrize(("open_", "days"), [(True, 3), (False, 0)])
def test_only_what_is_open_is_overdue(open_: bool, days: int) -> None:
    due, today = date(2026, 11, 1), date(2026, 11, 4)
    assert rules.days_overdue(due, today, is_open=open_) == days
    assert rules.days_overdue(today, due, is_open=open_) == 0

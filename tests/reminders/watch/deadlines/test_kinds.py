"""The table of deadlines, as reminders uses it."""

from datetime import timedelta

import pytest

from common.settings import MissingSetting
from contracts.deadline_kinds import HAND_IN, SIGNING
from contracts.deadlines import KINDS, DeadlineKind
from services.reminders import settings


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_says_when_and_whom(kind: DeadlineKind) -> None:
    assert all(before > timedelta(0) for before in settings.notices(kind))
    assert kind.escalation
    assert len(kind.name) <= 20, "as long as the column"


def test_an_installation_may_set_other_moments_for_one_kind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REMINDERS_HAND_IN_NOTICES", "2h,30m")
    assert settings.notices(HAND_IN) == (timedelta(hours=2), timedelta(minutes=30))
    assert settings.notices(SIGNING) == (timedelta(days=2), timedelta(days=1))
    monkeypatch.setenv("REMINDERS_HAND_IN_NOTICES", "soon")
    with pytest.raises(MissingSetting, match="REMINDERS_HAND_IN_NOTICES"):
        settings.notices(HAND_IN)


def test_a_second_kind_of_one_name_is_refused() -> None:
    with pytest.raises(ValueError, match="the deadline signing is declared twice"):
        DeadlineKind("crm", "signing", SIGNING.who, SIGNING.label, SIGNING.advice)

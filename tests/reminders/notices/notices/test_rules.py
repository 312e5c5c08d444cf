from datetime import UTC, datetime

import pytest

from contracts.deadlines import KINDS, DeadlineKind
from contracts.vocabulary import VOCABULARY
from services.reminders.notices.notices import rules

DUE = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("unit", ["1203", None])
@pytest.mark.parametrize("has_come", [True, False])
@pytest.mark.parametrize("matter", KINDS.values(), ids=KINDS)
def test_every_notice_has_its_texts_in_both_languages(
    matter: DeadlineKind, has_come: bool, unit: str | None
) -> None:
    kind = rules.kind_of(matter, has_come=has_come)
    assert kind in VOCABULARY["notice_kind"]
    title, body = rules.about_deadline(kind, matter, unit=unit, number="0d9f21ab", due_at=DUE)
    higher = rules.escalated(kind, title, body, DUE)
    for texts in (title, body, *higher):
        assert set(texts) == {"zh", "en"}
        assert all("{" not in text for text in texts.values())
    assert "2026-11-20 18:00" in body["zh"]  # Shanghai time
    assert "2026-11-20 18:00" in body["en"]


def test_the_end_of_a_day_is_its_24_00() -> None:
    assert rules.local(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == "2026-11-20 24:00"

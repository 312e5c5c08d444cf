from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from common import mail, settings
from contracts.schema import new_id
from contracts.vocabulary import VOCABULARY
from services.reminders.deadlines import rules as deadlines
from services.reminders.deliveries import rules as deliveries
from services.reminders.escalations import rules as escalations
from services.reminders.notices import rules as notices

DUE = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BEFORE = (timedelta(days=2), timedelta(days=1))
TWO, ONE = DUE - BEFORE[0], DUE - BEFORE[1]
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("known_at", "first"),
    [
        (DUE - timedelta(days=7), TWO),
        (TWO - SECOND, TWO),
        (TWO, ONE),
        (ONE, DUE),
        (DUE - SECOND, DUE),
        (DUE, DUE),
        (DUE + timedelta(days=3), DUE),
    ],
)
def test_the_first_notice_is_the_next_one_ahead(known_at: datetime, first: datetime) -> None:
    assert deadlines.first_moment(DUE, BEFORE, known_at) == first


@pytest.mark.parametrize(
    ("at", "reached", "after"),
    [
        (TWO, TWO, ONE),
        (TWO + SECOND, TWO, ONE),
        (ONE, ONE, DUE),
        (DUE - SECOND, ONE, DUE),
        (DUE, DUE, None),
        (DUE + timedelta(days=9), DUE, None),
    ],
)
def test_each_moment_has_its_notice_and_missed_ones_are_not_caught_up(
    at: datetime, reached: datetime, after: datetime | None
) -> None:
    assert deadlines.moment_reached(DUE, BEFORE, at) == reached
    assert deadlines.moment_after(DUE, BEFORE, at) == after


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2d", timedelta(days=2)),
        ("4h", timedelta(hours=4)),
        ("30m", timedelta(minutes=30)),
        ("1.5s", timedelta(seconds=1.5)),
    ],
)
def test_durations_are_read(text: str, meant: timedelta) -> None:
    assert settings.duration(text) == meant


@pytest.mark.parametrize("text", ["", "2", "d", "-1h", "2 days", "1w"])
def test_other_words_are_no_durations(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        settings.duration(text)


ME, BOSS, MANAGER, OTHER_MANAGER, DIRECTOR, OWNER = (new_id() for _ in range(6))


@pytest.mark.parametrize(
    ("chain", "rungs"),
    [
        (
            [
                (ME, "consultant"),
                (BOSS, "sales_supervisor"),
                (MANAGER, "sales_manager"),
                (DIRECTOR, "sales_director"),
                (OWNER, "general_manager"),
            ],
            [(1, BOSS), (2, MANAGER), (3, DIRECTOR)],
        ),
        (
            [(MANAGER, "sales_manager"), (OTHER_MANAGER, "sales_manager")],
            [(2, MANAGER), (2, OTHER_MANAGER)],
        ),
        ([(BOSS, "sales_supervisor"), (BOSS, "sales_manager")], [(1, BOSS)]),
        ([(ME, "sales_supervisor"), (MANAGER, "sales_manager")], [(2, MANAGER)]),
        ([], []),
    ],
)
def test_the_ladder_is_the_chain_above_the_one_concerned(
    chain: list[tuple[UUID, str]], rungs: list[tuple[int, UUID]]
) -> None:
    assert escalations.rungs(chain, ME) == sorted(rungs)


@pytest.mark.parametrize(
    ("levels", "told", "following"),
    [([1, 2, 3], 0, 1), ([1, 2, 3], 1, 2), ([2, 3], 0, 2), ([1, 2, 2], 2, None), ([], 0, None)],
)
def test_a_level_that_nobody_holds_is_passed_over(
    levels: list[int], told: int, following: int | None
) -> None:
    assert escalations.next_level(levels, told) == following


def test_a_failed_delivery_is_tried_again_with_longer_pauses_and_then_given_up() -> None:
    pauses = (timedelta(seconds=10), timedelta(minutes=1))
    assert mail.next_attempt(1, pauses, DUE) == DUE + pauses[0]
    assert mail.next_attempt(2, pauses, DUE) == DUE + pauses[1]
    assert mail.next_attempt(3, pauses, DUE) is None


@pytest.mark.parametrize("has_come", [True, False])
@pytest.mark.parametrize("matter", list(VOCABULARY["deadline_kind"]))
def test_every_notice_has_its_texts_in_both_languages(matter: str, has_come: bool) -> None:
    kind = notices.kind_of(matter, has_come=has_come)
    assert kind in VOCABULARY["notice_kind"]
    title, body = notices.about_deadline(kind, matter, unit="1203", deal="0d9f21ab", due_at=DUE)
    higher = notices.escalated(kind, title, body, DUE)
    for texts in (title, body, *higher):
        assert set(texts) == {"zh", "en"}
        assert all("{" not in text for text in texts.values())
    assert "2026-11-20 18:00" in body["zh"]  # Shanghai time
    assert "2026-11-20 18:00" in body["en"]


def test_the_end_of_a_day_is_its_24_00() -> None:
    assert notices.local(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == "2026-11-20 24:00"


def test_a_letter_says_the_same_in_both_languages_and_a_persons_words_once() -> None:
    subject, text = deliveries.letter(
        "李四", {"zh": "签约", "en": "Sign"}, {"zh": "请", "en": "Do"}
    )
    assert subject == "【催办】签约"
    assert "李四" in text
    assert "请" in text
    assert "Do" in text
    _, own_words = deliveries.letter(
        "李四", {"zh": "回访", "en": "回访"}, {"zh": "回访", "en": "回访"}
    )
    assert own_words.count("回访") == 1

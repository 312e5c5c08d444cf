from datetime import UTC, datetime, timedelta

from common import mail
from services.reminders.notices.deliveries import rules

DUE = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def test_a_failed_delivery_is_tried_again_with_longer_pauses_and_then_given_up() -> None:
    pauses = (timedelta(seconds=10), timedelta(minutes=1))
    assert mail.next_attempt(1, pauses, DUE) == DUE + pauses[0]
    assert mail.next_attempt(2, pauses, DUE) == DUE + pauses[1]
    assert mail.next_attempt(3, pauses, DUE) is None


def test_a_letter_says_the_same_in_both_languages_and_a_persons_words_once() -> None:
    subject, text = rules.letter("李四", {"zh": "签约", "en": "Sign"}, {"zh": "请", "en": "Do"})
    assert subject == "【催办】签约"
    assert "李四" in text
    assert "请" in text
    assert "Do" in text
    _, own_words = rules.letter("李四", {"zh": "回访", "en": "回访"}, {"zh": "回访", "en": "回访"})
    assert own_words.count("回访") == 1

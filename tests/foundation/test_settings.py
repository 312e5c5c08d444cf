from datetime import timedelta

import pytest

from common import settings


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

"""Files from outside are taken apart in a process that is bounded and knows nothing."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from common import confinement
from common.confinement import confined
from contracts.refusals import NotFound, Refusal
from tests.foundation import hostile


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "CPU_SECONDS", 1)
    monkeypatch.setattr(confinement, "SECONDS", 12.0)


def refusal_of(work: Any) -> str:
    with pytest.raises(Refusal) as refused:
        confined(work, b"file")
    return refused.value.code


def test_an_answer_comes_back_as_values_or_as_bytes() -> None:
    assert confined(hostile.length, b"\x00\n" * 500, name="楼盘") == {
        "length": 1000,
        "name": "楼盘",
    }
    content = os.urandom(3 << 20)
    assert confined(hostile.back, content) == content


def test_a_refusal_comes_back_as_itself() -> None:
    with pytest.raises(NotFound, match="not_found") as refused:
        confined(hostile.refuse, b"")
    assert refused.value.details == {"what": "楼盘"}


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("work", [hostile.spin, hostile.fill_memory, hostile.die])
def test_what_needs_too_much_or_crashes_is_ended_and_refused(work: Any) -> None:
    assert refusal_of(work) == "file_beyond_bounds"


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "SECONDS", 3.0)
    began = time.monotonic()
    assert refusal_of(hostile.sleep) == "file_beyond_bounds"
    assert time.monotonic() - began < 10


def test_an_error_of_a_parser_is_a_refusal_and_its_text_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(Refusal, match="file_unprocessable"):
        confined(hostile.fail, b"13800001111")
    assert "RuntimeError in fail" in str([vars(record) for record in caplog.records])
    assert "13800001111" not in str([vars(record) for record in caplog.records])


def test_it_knows_no_secret_and_holds_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVENTORY_DATABASE_URL", "postgresql://secret")
    assert set(confined(hostile.environment, b"")) <= {
        "EVENTLET_NO_GREENDNS",
        "LANG",
        "LC_CTYPE",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONUTF8",
    }
    assert confined(hostile.descriptors, b"") == []


def test_it_writes_no_file(tmp_path: Path) -> None:
    assert hostile.write(bytes(tmp_path / "control")) == "written"
    assert confined(hostile.write, bytes(tmp_path / "file")) == "refused"


def test_who_finds_no_place_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "_PATIENCE_SECONDS", 0.1)
    places = [confinement._places.acquire() for _ in range(confinement._AT_ONCE)]
    try:
        assert refusal_of(hostile.length) == "unavailable"
    finally:
        for _ in places:
            confinement._places.release()
    assert confined(hostile.length, b"1")["length"] == 1


_UNDER_EVENTLET = """
import warnings; warnings.simplefilter("ignore")
import eventlet; eventlet.monkey_patch()
import time
from common.confinement import confined
from tests.foundation import hostile

began = last = time.monotonic()
beats, longest = 0, 0.0
def beat():
    global beats, longest, last
    while True:
        eventlet.sleep(0.01)
        now = time.monotonic()
        beats, longest, last = beats + 1, max(longest, now - last), now

eventlet.spawn(beat)
content = bytes(4 << 20)
pool = eventlet.GreenPool()
for answer in pool.imap(lambda _: confined(hostile.back, content), range(6)):
    assert answer == content
print(beats, longest, time.monotonic() - began)
"""


def test_a_service_goes_on_while_files_are_read() -> None:
    """Two files at a time: a service that waited for its files would stand still for a third of the
    time at once."""
    done = subprocess.run(
        [sys.executable, "-c", _UNDER_EVENTLET],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=confinement._ROOT,
        check=True,
    )
    beats, longest, all_of_it = map(float, done.stdout.split())
    assert beats > 20
    assert longest < all_of_it / 4

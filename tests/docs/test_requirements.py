"""The table of requirements names what is really there."""

import re

import pytest

from deploy.local.settings import ROOT

_ROW = re.compile(r"^\| ([ICRPOGX]-\d\d) \| (works|partly|later) \| (.*) \| (.*) \| (.*) \|$", re.M)
_ROWS = _ROW.findall((ROOT / "docs" / "requirements.md").read_text())
_COUNTS = {"I": 24, "C": 16, "R": 9, "P": 10, "O": 10, "G": 6, "X": 6}


def test_every_requirement_has_one_row() -> None:
    wanted = [f"{kind}-{n:02d}" for kind, most in _COUNTS.items() for n in range(1, most + 1)]
    assert [row[0] for row in _ROWS] == wanted


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row[0])
def test_a_row_names_files_and_tests_that_exist(row: tuple[str, ...]) -> None:
    _, status, what, where, tests = row
    for path in re.findall(r"`([^`]+)`", where + tests):
        assert (ROOT / path).exists(), path
    begun = status != "later"
    assert [bool(what), bool(where), bool(tests)] == [begun] * 3

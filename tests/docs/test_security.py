"""Each promise of docs/security.md names a test that exists and requirements of the standard."""

import re

import pytest

from deploy.local.settings import ROOT

_ROWS = re.findall(
    r"^\| (?!what holds)([^|]+) \| (tests/[^|]*|[^|-]*) \| ([^|]*) \|$",
    (ROOT / "docs" / "security.md").read_text(),
    re.MULTILINE,
)


def test_there_are_promises() -> None:
    assert len(_ROWS) > 5


@pytest.mark.parametrize(("promise", "tests", "requirements"), _ROWS)
def test_a_promise_has_its_test_and_its_requirement(
    promise: str, tests: str, requirements: str
) -> None:
    for path in re.split(r", | · ", tests):
        assert (ROOT / path.strip("`")).exists(), promise
    assert re.fullmatch(r"\d+\.\d+\.\d+(, \d+\.\d+\.\d+)*", requirements), promise

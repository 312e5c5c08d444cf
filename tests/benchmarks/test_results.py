"""What was measured is reported as it is."""

import json
from pathlib import Path

import pytest

from benchmarks.results import Measurement, cpu, percentile, table, write


@pytest.mark.parametrize(
    ("percent", "expected"), [(50, 50), (95, 95), (99, 99), (100, 100), (0, 1)]
)
def test_a_percentile_is_a_value_that_occurred(percent: int, expected: int) -> None:
    assert percentile(range(100, 0, -1), percent) == expected


@pytest.mark.parametrize(
    ("aim", "met"), [("", True), (">= 250", False), ("< 300", True), ("= 0", False)]
)
def test_a_missed_aim_is_marked(aim: str, met: bool) -> None:
    measured = Measurement("sales", "rate", 249.0, "/s", aim=aim)
    assert measured.met is met
    assert table([measured]).endswith("!") is not met


def test_idle_processes_are_left_out_and_the_busiest_comes_first() -> None:
    used = {"idle": 0.0, "gateway": 1.0, "inventory": 4.0}
    rows = cpu("sales", used, seconds=10, pieces=1000, piece="sale")
    assert [(row.metric, row.value, row.ratio_to_limit) for row in rows] == [
        ("CPU inventory", 4.0, 0.4),
        ("CPU gateway", 1.0, 0.1),
    ]


def test_the_file_lists_five_facts_of_each_measurement(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    write([Measurement("sales", "rate", 250.0, "/s", 0.05, ">= 250")], file)
    assert json.loads(file.read_text()) == [
        {
            "workload": "sales",
            "metric": "rate",
            "value": 250.0,
            "unit": "/s",
            "ratio_to_limit": 0.05,
        }
    ]

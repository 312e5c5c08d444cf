"""What was measured, as a table for people and as JSON for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measurement:
    """`ratio_to_limit`: the value as a share of what the machine could do at best in the same run;
    of a process's CPU time, the share of one core. `aim` is what we want: at least (`>= 250`), at
    most (`< 300`) or exactly (`= 0`)."""

    workload: str
    metric: str
    value: float
    unit: str
    ratio_to_limit: float | None = None
    aim: str = ""

    @property
    def met(self) -> bool:
        if not self.aim:
            return True
        comparison, number = self.aim.split()
        wanted = float(number)
        return {
            ">=": self.value >= wanted,
            "<": self.value < wanted,
            "=": self.value == wanted,
        }[comparison]


def rate(
    workload: str, metric: str, value: float, limit: float | None = None, aim: str = ""
) -> Measurement:
    """Something per second."""
    return Measurement(workload, metric, value, "/s", value / limit if limit else None, aim)


def latencies(
    workload: str, what: str, seconds: Sequence[float], aim_of_p99: str = ""
) -> list[Measurement]:
    """p50, p95 and p99 in milliseconds."""
    return [
        Measurement(
            workload,
            f"{what} p{percent}",
            percentile(seconds, percent) * 1000,
            "ms",
            aim=aim_of_p99 if percent == 99 else "",
        )
        for percent in (50, 95, 99)
    ]


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` of them do not exceed; NaN of nothing."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(percent) // 100) - 1)]


def cpu(
    workload: str, used: Mapping[str, float], seconds: float, pieces: int, piece: str
) -> list[Measurement]:
    """CPU time of each process per piece of work, the largest first."""
    return [
        Measurement(workload, f"CPU {name}", spent / pieces * 1000, f"ms/{piece}", spent / seconds)
        for name, spent in sorted(used.items(), key=lambda item: -item[1])
        if pieces and spent / seconds >= 0.01
    ]


def table(measured: Sequence[Measurement]) -> str:
    """Aligned columns; `!` marks an aim that was missed."""
    rows = [("workload", "metric", "value", "", "of limit", "aim"), *map(_row, measured)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _row(each: Measurement) -> tuple[str, ...]:
    share = "" if each.ratio_to_limit is None else f"{each.ratio_to_limit:.1%}"
    aim = each.aim if each.met else f"{each.aim} !"
    return (each.workload, each.metric, _number(each.value), each.unit, share, aim)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.2f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if column in (2, 4) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def write(measured: Sequence[Measurement], file: Path) -> None:
    """A list of `workload`, `metric`, `value`, `unit`, `ratio_to_limit`."""
    names = ("workload", "metric", "value", "unit", "ratio_to_limit")
    listed = [{name: getattr(each, name) for name in names} for each in measured]
    file.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n")

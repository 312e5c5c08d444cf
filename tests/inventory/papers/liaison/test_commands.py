"""Letters from and to authorities, with their scans (I-16)."""

from pathlib import Path
from typing import Any

import pytest

from common.actor import Actor
from contracts.inventory.papers import liaison as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.papers.liaison import commands, queries
from tests.commands import answered, asked
from tests.inventory.papers.attachments.desk import attach, listed, may_read
from tests.inventory.workbench import SalesOffice


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOUPAN_FILES", str(tmp_path))


def record(office: SalesOffice, *, by: Actor | None = None, **more: Any) -> Any:
    payload = {
        "project_id": str(office.project),
        "direction": "incoming",
        "authority": "住房和城乡建设局",
        "about": "预售资金监管检查通知",
        "number": "成住建〔2026〕18 号",
        "dated": "2026-11-01",
    } | more
    return office.do(commands.record, operations.record_letter, by or office.clerk, **payload)


def letters(office: SalesOffice, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
    ask = asked(operations.list_letters, **chosen)
    with office.transaction() as session:
        found = answered(operations.list_letters, queries.list_letters(session, ask, by=by))
        items: list[dict[str, Any]] = found["items"]
        return items


def test_letters_are_found_by_direction_and_authority(office: SalesOffice) -> None:
    record(office)
    record(office, direction="outgoing", authority="不动产登记中心", about="产权资料报送")
    assert [row["direction"] for row in letters(office, office.manager)] == [
        "outgoing",
        "incoming",
    ]
    [row] = letters(office, office.manager, direction="incoming")
    assert (row["number"], row["dated"]) == ("成住建〔2026〕18 号", "2026-11-01")
    [row] = letters(office, office.manager, authority="登记")
    assert row["about"] == "产权资料报送"
    assert letters(office, office.manager, authority="100%_") == []


def test_a_letters_scan_is_for_those_who_may_read_letters(office: SalesOffice) -> None:
    letter = record(office)
    scan = attach(office, "letter", letter["id"])
    assert letters(office, office.manager)[0]["attachments"] == 1
    assert may_read(office, scan, office.reviewer)
    with pytest.raises(Refusal, match="not_found"):
        may_read(office, scan, office.consultant)
    assert listed(office, "letter", letter["id"], office.consultant) == []


def test_another_projects_letters_are_not_there(office: SalesOffice) -> None:
    record(office)
    stranger = office.posted_as(Role.SALES_ASSISTANT, project=new_id())
    assert letters(office, stranger) == []
    with pytest.raises(Refusal, match="not_found"):
        record(office, by=stranger)

"""Files have a row, an owner's scope, and no way around it (I-02)."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from common import clock
from common.revocation import Revocations
from common.work import Call
from contracts.inventory.papers.attachments import MOST_BYTES
from contracts.media import PDF
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.papers.attachments.entrypoints import files as storage
from services.inventory.papers.attachments.entrypoints import keep, remove_orphans
from tests import files
from tests.inventory.papers.attachments.desk import attach, listed, may_read, remove
from tests.inventory.workbench import SalesOffice


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOUPAN_FILES", str(tmp_path))
    return tmp_path


def house_type(office: SalesOffice) -> UUID:
    office.on_sale(1)
    with office.engine.connect() as connection:
        found: UUID = connection.scalar(text("SELECT id FROM house_type"))
        return found


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_a_floor_plan_is_seen_by_everybody_of_its_project(office: SalesOffice) -> None:
    kind = house_type(office)
    plan = attach(
        office, "house_type", kind, kind="floor_plan", content=files.png(), file_name="A1.bmp"
    )
    [row] = listed(office, "house_type", kind, office.consultant)
    assert (row["id"], row["file_name"], row["media_type"]) == (plan["id"], "A1.png", "image/png")
    assert row["sha256"] == sha256(files.png()).hexdigest()
    kept = may_read(office, plan, office.consultant)
    assert storage().get(kept.key) == files.png()
    stranger = office.posted_as(Role.CONSULTANT, project=new_id())
    assert listed(office, "house_type", kind, stranger) == []
    with refused("not_found"):
        may_read(office, plan, stranger)


def test_a_deals_scans_are_seen_as_far_as_the_deal(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    scan = attach(office, "deal", deal["id"], by=office.consultant)
    rival = office.posted_as(Role.CONSULTANT)
    assert [row["id"] for row in listed(office, "deal", deal["id"], office.manager)] == [scan["id"]]
    assert listed(office, "deal", deal["id"], rival) == []
    with refused("not_found"):
        may_read(office, scan, rival)
    with refused("not_found"):
        attach(office, "deal", deal["id"], by=rival)
    with refused("not_found"):
        may_read(office, scan, office.posted_as(Role.ADMINISTRATOR))


@pytest.mark.parametrize("subject", ["project", "house_type", "unit", "deal", "letter"])
def test_nothing_is_attached_to_what_is_not_there(office: SalesOffice, subject: str) -> None:
    with refused("not_found"):
        attach(office, subject, new_id())


def test_a_consultant_attaches_no_pictures(office: SalesOffice) -> None:
    kind = house_type(office)
    with refused("not_found"):
        attach(
            office,
            "house_type",
            kind,
            kind="floor_plan",
            content=files.png(),
            by=office.consultant,
        )


def test_what_is_refused_is_not_kept(office: SalesOffice, folder: Path) -> None:
    kind = house_type(office)
    for code, how in (
        ("kind_unsuitable", {"kind": "scan"}),
        ("file_unsuitable", {"kind": "floor_plan", "content": b"<svg onload=alert(1)>"}),
        ("invalid_input", {"kind": "floor_plan", "content": bytes(MOST_BYTES + 1)}),
        ("invalid_input", {"kind": "contract"}),
        ("invalid_input", {"kind": "floor_plan", "content": b""}),
    ):
        with refused(code):
            attach(office, "house_type", kind, **how)
    assert list(folder.rglob("*")) == []


def test_a_removed_picture_is_not_there_any_more_but_its_file_is_kept(office: SalesOffice) -> None:
    kind = house_type(office)
    plan = attach(office, "house_type", kind, kind="floor_plan", content=files.png())
    kept = may_read(office, plan, office.clerk)
    with refused("not_found"):
        remove(office, plan, by=office.consultant)
    remove(office, plan)
    assert listed(office, "house_type", kind, office.clerk) == []
    with refused("not_found"):
        remove(office, plan)
    assert storage().get(kept.key) == files.png()


def test_files_without_a_row_go_after_an_hour_and_others_stay(
    office: SalesOffice, folder: Path
) -> None:
    [unit] = office.on_sale(1)
    plan = attach(office, "unit", unit, kind="floor_plan", content=files.png())
    named, orphan, young = (
        may_read(office, plan, office.clerk).key,
        keep(b"x", PDF).key,
        keep(b"y", PDF).key,
    )
    yesterday = (clock.now() - timedelta(days=1)).timestamp()
    for key in (named, orphan):
        [path] = folder.rglob(str(key))
        os.utime(path, (yesterday, yesterday))
    call = Call("inventory", office.engine, {}, Revocations(office.engine), {})
    remove_orphans(call, storage(), clock.now() - timedelta(hours=1))
    assert storage().get(named) == files.png()
    assert storage().get(young) == b"y"
    with refused("unavailable"):
        storage().get(orphan)

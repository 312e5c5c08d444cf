"""Projects, their settings and house types."""

from typing import Any

import pytest

from common.actor import Actor
from contracts.inventory.register import projects as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import Ask, new_id
from services.inventory.register.projects import commands, queries
from services.inventory.register.projects.rules import DEFAULTS, settings_of
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice


def read(office: SalesOffice) -> Any:
    ask = asked(operations.read_project, project_id=str(office.project))
    with office.transaction() as session:
        found = queries.read_project(session, ask, by=office.manager)
        return answered(operations.read_project, found)


def update(office: SalesOffice, **given: Any) -> Any:
    def command(session: Any, ask: Ask, *, by: Actor, at: Any) -> Any:
        return commands.update(session, ask, by=by)

    payload = {"project_id": str(office.project)} | given
    return office.do(command, operations.update_project, office.manager, **payload)


def refused(function: Any, *args: Any, **kwargs: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        function(*args, **kwargs)
    return refusal.value


def test_a_new_project_has_the_companys_defaults_and_is_told(office: SalesOffice) -> None:
    settings = read(office)["settings"]
    assert settings["lock_minutes"] == 30
    assert settings["reservation_hours"] == 24
    assert settings["sign_days"] == 7
    assert settings["discount_authority"] == {
        "consultant": "0.01",
        "sales_supervisor": "0.015",
        "sales_manager": "0.02",
        "sales_director": "0.03",
    }
    [fact] = office.told("project_created")
    assert fact["data"]["project_id"] == str(office.project)


def test_only_what_is_given_changes(office: SalesOffice) -> None:
    before = read(office)
    update(office, name="新名")
    after = read(office)
    assert after["name"] == "新名"
    assert after["developer"] == before["developer"]
    assert after["settings"] == before["settings"]
    assert after["version"] == before["version"] + 1


@pytest.mark.parametrize("operation", [operations.create_project, operations.update_project])
def test_settings_are_never_written_without_consent(operation: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        asked(operation, settings={"late_fee_rate": "0"})
    assert "settings" in refusal.value.details["fields"]


def test_somebody_elses_change_is_not_overwritten(office: SalesOffice) -> None:
    update(office, version=1, name="一")
    assert refused(update, office, version=1, name="二").code == "stale_version"


def test_codes_of_projects_are_unique(office: SalesOffice) -> None:
    def create() -> Any:
        facts: dict[str, Any] = {"code": "LMBH", "name": "楼盘", "developer": "开发商"}
        return office.do(commands.create, operations.create_project, office.director, **facts)

    create()
    assert refused(create).code == "project_code_taken"


def test_projects_are_listed_as_far_as_the_scope_reaches(office: SalesOffice) -> None:
    seen = []
    stranger = office.posted_as(Role.CONSULTANT, project=new_id())
    for by in (office.director, office.consultant, stranger):
        with office.transaction() as session:
            page = queries.list_projects(session, asked(operations.list_projects), by=by)
        seen.append(len(page["items"]))
    assert seen == [1, 1, 0]


def test_a_house_type_is_added_once(office: SalesOffice) -> None:
    def add() -> Any:
        def command(session: Any, ask: Ask, *, by: Actor, at: Any) -> Any:
            return commands.add_house_type(session, ask, by=by)

        facts: dict[str, Any] = {
            "project_id": str(office.project),
            "name": "A1",
            "layout": "三室两厅两卫",
        }
        return office.do(command, operations.add_house_type, office.clerk, **facts)

    add()
    assert refused(add).code == "house_type_exists"
    ask = asked(operations.read_project, project_id=str(office.project))
    with office.transaction() as session:
        [kind] = queries.list_house_types(session, ask, by=office.consultant)["items"]
    assert (kind.name, kind.layout) == ("A1", "三室两厅两卫")


def test_a_project_older_than_a_setting_has_its_default() -> None:
    old = {name: value for name, value in DEFAULTS.items() if name != "late_entry_days"}
    assert settings_of(old) == settings_of(DEFAULTS)

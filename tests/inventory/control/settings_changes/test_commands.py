"""Settings change with a higher level's consent, from their moment on (internal control)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from common import clock
from common.actor import Actor, system
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.control import settings_changes as operations
from contracts.inventory.register import projects as project_operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.inventory.control.settings_changes import commands, queries
from services.inventory.register.projects import queries as projects
from services.inventory.register.settings.models import ProjectSettings
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def request(
    office: SalesOffice, settings: dict[str, Any], by: Actor | None = None, **more: Any
) -> Any:
    payload = {"project_id": str(office.project), "settings": settings, "reason": "公司规定"} | more
    operation = operations.request_settings_change
    return office.do(commands.request, operation, by or office.manager, **payload)


def decide(office: SalesOffice, change: Any, by: Actor, verdict: str = "approve") -> Any:
    payload = {"approval_id": change["approval_id"], "verdict": verdict, "comment": "已核对"}
    return office.do(DECISIONS.decide, CONSENT.decide, by, **payload)


def project(office: SalesOffice) -> Any:
    ask = asked(project_operations.read_project, project_id=str(office.project))
    with office.transaction() as session:
        found = projects.read_project(session, ask, by=office.manager)
        return answered(project_operations.read_project, found)


def listed(office: SalesOffice, by: Actor | None = None) -> list[Any]:
    operation = operations.list_settings_changes
    ask = asked(operation, project_id=str(office.project))
    with office.transaction() as session:
        found = queries.list_settings_changes(session, ask, by=by or office.manager)
        rows: list[Any] = answered(operation, found)["items"]
        return rows


def begin_due(office: SalesOffice, at: Any) -> int:
    with office.transaction() as session:
        return commands.begin_due(session, by=system("inventory"), at=at)


def test_they_hold_with_the_director_s_consent(office: SalesOffice) -> None:
    change = request(office, {"lock_minutes": 10, "discount_authority": {"consultant": "0.005"}})
    assert change["needs"] == ["sales_director"]
    assert project(office)["settings"]["lock_minutes"] == 30
    decide(office, change, office.director)
    after = project(office)["settings"]
    assert (after["lock_minutes"], after["reservation_hours"]) == (10, 24)
    assert after["discount_authority"]["consultant"] == "0.005"
    assert after["discount_authority"]["sales_director"] == "0.03"
    [row] = listed(office, office.consultant)
    assert row["status"] == "in_force"
    assert row["changes"] == [
        {"setting": "lock_minutes", "before": "30", "after": "10"},
        {"setting": "discount_authority.consultant", "before": "0.01", "after": "0.005"},
    ]
    [told] = office.told("project_settings_changed")
    assert told["data"]["settings"] == ["discount_authority.consultant", "lock_minutes"]
    assert told["data"]["number"] == 2


@pytest.mark.parametrize(
    ("role", "settings", "needs"),
    [
        (Role.SALES_MANAGER, {"discount_authority": {"sales_manager": "0.20"}}, "sales_director"),
        (Role.SALES_MANAGER, {"late_fee_waiver_limit": "9999999.00"}, "sales_director"),
        (Role.SALES_MANAGER, {"late_fee_rate": "0"}, "sales_director"),
        (Role.ADMINISTRATOR, {"deposit_cap": "0.01"}, "sales_director"),
        (Role.SALES_MANAGER, {"discount_authority": {"sales_director": "0.5"}}, "general_manager"),
        (Role.SALES_MANAGER, {"large_contract": "99000000.00"}, "general_manager"),
        (Role.SALES_MANAGER, {"large_contract": "1000000.00"}, "sales_director"),
        (Role.SALES_DIRECTOR, {"lock_minutes": 20}, "general_manager"),
    ],
)
def test_it_takes_a_level_above_who_asks_and_whose_power_grows(
    office: SalesOffice, role: Role, settings: dict[str, Any], needs: str
) -> None:
    change = request(office, settings, office.posted_as(role))
    assert change["needs"] == [needs]


def test_nobody_gives_themselves_power(office: SalesOffice) -> None:
    change = request(office, {"discount_authority": {"sales_manager": "0.20"}})
    with refused("own_request"):
        decide(office, change, office.manager)
    with refused("not_a_decider"):
        decide(office, change, office.posted_as(Role.SALES_MANAGER))
    own = request(office, {"discount_authority": {"sales_director": "0.20"}}, office.director)
    with refused("own_request"):
        decide(office, own, office.director)
    assert project(office)["settings"]["discount_authority"]["sales_manager"] == "0.02"
    for role in (Role.CONSULTANT, Role.SALES_SUPERVISOR, Role.FINANCE, Role.GENERAL_MANAGER):
        with refused("not_found"):
            request(office, {"lock_minutes": 10}, office.posted_as(role))


def test_what_is_rejected_or_withdrawn_never_holds(office: SalesOffice) -> None:
    rejected = request(office, {"late_fee_rate": "0"})
    decide(office, rejected, office.director, "reject")
    withdrawn = request(office, {"late_fee_rate": "0"})
    ask = {"approval_id": withdrawn["approval_id"]}
    office.do(DECISIONS.withdraw, CONSENT.withdraw, office.manager, **ask)
    assert project(office)["settings"]["late_fee_rate"] == "0.0003"
    assert {row["status"] for row in listed(office)} == {"refused"}


def test_an_agreed_change_waits_for_its_moment(office: SalesOffice) -> None:
    moment = clock.now() + timedelta(days=2)
    change = request(office, {"late_fee_rate": "0.0005"}, effective_at=moment.isoformat())
    decide(office, change, office.director)
    assert begin_due(office, moment - timedelta(seconds=1)) == 0
    assert project(office)["settings"]["late_fee_rate"] == "0.0003"
    assert begin_due(office, moment) == 1
    assert begin_due(office, moment) == 0
    assert project(office)["settings"]["late_fee_rate"] == "0.0005"
    with office.transaction() as session:
        versions = session.scalars(select(ProjectSettings).order_by(ProjectSettings.number)).all()
    assert [(row.number, row.settings["late_fee_rate"]) for row in versions] == [
        (1, "0.0003"),
        (2, "0.0005"),
    ]
    assert versions[1].since == moment


def test_an_agreed_change_is_dropped_before_its_moment_only(office: SalesOffice) -> None:
    moment = clock.now() + timedelta(days=2)
    change = request(office, {"lock_minutes": 5}, effective_at=moment.isoformat())

    def drop(by: Actor) -> Any:
        ask = asked(operations.drop_settings_change, change_id=change["id"])
        with office.transaction() as session:
            return commands.drop(session, ask, by=by)

    with refused("settings_change_wrong_status"):
        drop(office.manager)
    decide(office, change, office.director)
    with refused("not_found"):
        drop(office.consultant)
    assert [one["operation"] for one in listed(office)[0]["can"]] == ["drop_settings_change"]
    assert listed(office, office.consultant)[0]["can"] == []
    drop(office.manager)
    assert begin_due(office, moment) == 0
    assert project(office)["settings"]["lock_minutes"] == 30


def test_consent_is_for_what_was_seen(office: SalesOffice) -> None:
    one = request(office, {"late_fee_rate": "0.0005"})
    other = request(office, {"late_fee_rate": "0.0001", "lock_minutes": 20})
    decide(office, other, office.director)
    with refused("stale_version"):
        decide(office, one, office.director)
    with refused("stale_version"):
        request(office, {"lock_minutes": 10}, version=1)
    assert Decimal(project(office)["settings"]["late_fee_rate"]) == Decimal("0.0001")


def test_changes_of_different_settings_do_not_undo_each_other(office: SalesOffice) -> None:
    one = request(office, {"discount_authority": {"consultant": "0.002"}})
    other = request(office, {"discount_authority": {"sales_supervisor": "0.003"}})
    decide(office, one, office.director)
    decide(office, other, office.director)
    authority = project(office)["settings"]["discount_authority"]
    assert (authority["consultant"], authority["sales_supervisor"]) == ("0.002", "0.003")


def test_settings_take_effect_on_the_next_claim(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    office.give_settings({"discount_authority": {"consultant": "0.00"}})
    with pytest.raises(Refusal) as refusal:
        office.reserve(one, office.customer(), price="999999.00")
    assert refusal.value.details["who"] == ["sales_supervisor"]
    assert office.reserve(other, office.customer())["stage"] == "reserved"


@pytest.mark.parametrize(
    "settings",
    [
        {"lock_minutes": 0},
        {"deposit_cap": "0.21"},
        {"discount_authority": {"consultant": "1.01"}},
        {"price_basis": "per room"},
        {"unknown": 1},
    ],
)
def test_settings_out_of_bounds_are_refused_by_field(
    office: SalesOffice, settings: dict[str, Any]
) -> None:
    with pytest.raises(Refusal) as refusal:
        request(office, settings)
    assert refusal.value.code == "invalid_input"
    assert set(refusal.value.details["fields"]["settings"]) == set(settings)


@pytest.mark.parametrize("settings", [{}, {"lock_minutes": 30}, {"down_payment": {}}])
def test_a_change_changes_something(office: SalesOffice, settings: dict[str, Any]) -> None:
    with refused("settings_unchanged"):
        request(office, settings)

"""Review, release and closing in batches (I-04, I-05)."""

from typing import Any

import pytest
from sqlalchemy import text

from contracts.inventory.control import releases as operations
from contracts.inventory.register import projects as project_operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.control.releases import commands
from services.inventory.control.releases.rules import missing_for_release
from services.inventory.register.projects import commands as projects
from tests.inventory.workbench import LIST_PRICE, SalesOffice, row


def refused(function: Any, *args: Any, **kwargs: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        function(*args, **kwargs)
    return refusal.value


def withdraw(office: SalesOffice, **chosen: Any) -> Any:
    payload = {"project_id": str(office.project), "reason": "调价"} | chosen
    return office.do(commands.withdraw, operations.withdraw_units, office.manager, **payload)


def states(office: SalesOffice) -> list[str]:
    with office.engine.connect() as connection:
        return list(connection.scalars(text("SELECT status FROM unit ORDER BY id")))


@pytest.mark.parametrize(
    ("permit", "prices", "missing"),
    [
        ("510108", [(LIST_PRICE, LIST_PRICE)], []),
        (None, [(LIST_PRICE, LIST_PRICE)], ["presale_permit"]),
        ("", [(LIST_PRICE, None)], ["presale_permit", "filed_price"]),
        ("510108", [(LIST_PRICE, LIST_PRICE), (None, LIST_PRICE)], ["list_price"]),
        ("510108", [], []),
    ],
)
def test_a_release_needs_permit_list_price_and_filed_price(
    permit: str | None, prices: Any, missing: list[str]
) -> None:
    assert missing_for_release(permit, prices) == missing


def test_a_rejection_keeps_the_draft_with_its_reason(office: SalesOffice) -> None:
    office.imported([row(0)])
    answer = office.review("reject", all=True, reason="朝向有误")
    assert (answer["count"], answer["status"]) == (1, "draft")
    with office.engine.connect() as connection:
        assert connection.scalar(text("SELECT review_note FROM unit")) == "朝向有误"
    assert office.told("unit_approved") == []
    assert refused(office.review, "reject", all=True).code == "reason_needed"


def test_only_approved_units_are_released(office: SalesOffice) -> None:
    office.imported([row(0), row(1)])
    assert office.release()["count"] == 0
    office.review()
    assert office.release()["count"] == 2
    assert states(office) == ["available", "available"]


def test_without_presale_permit_nothing_is_released(office: SalesOffice) -> None:
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE project SET presale_permit = NULL"))
    office.imported([row(0)])
    office.review()
    assert refused(office.release).details["missing"] == ["presale_permit"]
    assert states(office) == ["unreleased"]
    _permit(office)
    assert office.release()["count"] == 1


def test_a_unit_without_prices_keeps_the_batch_back_and_is_named(office: SalesOffice) -> None:
    bare = {"list_rate": None, "manager_floor_rate": None, "director_floor_rate": None}
    office.imported([row(0), row(1, **bare)])
    office.review()
    refusal = refused(office.release)
    assert refusal.details["missing"] == ["list_price"]
    assert [unit["number"] for unit in refusal.details["units"]] == ["101"]
    assert states(office) == ["unreleased", "unreleased"]


def test_named_units_must_all_fit_or_nothing_is_done(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    office.reserve(one, office.customer())
    refusal = refused(withdraw, office, unit_ids=[str(one), str(other), str(new_id())])
    assert refusal.code == "units_wrong_state"
    assert [unit["status"] for unit in refusal.details["units"]] == ["reserved"]
    assert len(refusal.details["unknown"]) == 1
    assert states(office) == ["reserved", "available"]


def test_closing_all_leaves_claimed_units_alone(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    office.reserve(one, office.customer())
    assert withdraw(office, all=True)["unit_ids"] == [str(other)]
    assert office.moves_of(other)[-1] == ("withdraw", "available", "unreleased")


def test_one_building_is_released_by_itself(office: SalesOffice) -> None:
    office.imported([row(0, building="1"), row(1, building="2")])
    office.review()
    with office.engine.connect() as connection:
        building = connection.scalar(text("SELECT id FROM building WHERE name = '2'"))
    assert office.release(building_id=str(building))["count"] == 1
    assert states(office) == ["unreleased", "available"]


def test_exactly_one_way_to_choose_units_is_given(office: SalesOffice) -> None:
    for chosen in ({"all": False}, {"all": True, "building_id": str(new_id())}):
        assert refused(office.release, **chosen).code == "invalid_input"


def test_every_unit_of_a_batch_has_its_event_and_history(office: SalesOffice) -> None:
    units = office.on_sale(30)
    released = office.told("unit_released")
    assert {event["aggregate_id"] for event in released} == {str(unit) for unit in units}
    assert len(released) == len(units)
    assert {event["version"] for event in released} == {3}
    assert {event["data"]["status"] for event in released} == {"available"}
    assert all(office.moves_of(unit)[-1][0] == "release" for unit in units)


def test_another_projects_people_review_and_release_nothing(office: SalesOffice) -> None:
    office.imported([row(0)])
    office.reviewer = office.posted_as(Role.CONTROL_SUPERVISOR, project=new_id())
    office.manager = office.posted_as(Role.SALES_MANAGER, project=new_id())
    assert refused(office.review).code == "not_found"
    assert refused(office.release).code == "not_found"


def _permit(office: SalesOffice) -> None:
    def update(session: Any, ask: Any, *, by: Any, at: Any) -> Any:
        return projects.update(session, ask, by=by)

    operation = project_operations.update_project
    facts: dict[str, Any] = {"project_id": str(office.project), "presale_permit": "510108202366120"}
    office.do(update, operation, office.manager, **facts)

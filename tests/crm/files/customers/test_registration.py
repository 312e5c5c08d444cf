"""Opening a customer's file: who owns it, and that one person has one file."""

from datetime import timedelta
from uuid import UUID

import pytest

from common import clock
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import Moment
from tests.crm.people import ELSEWHERE, PROJECT, TEAM, consultant
from tests.crm.workbench import Workbench
from tests.tokens import actor_for

IDENTITY = "11010519491231002X"


def test_the_consultant_who_opens_a_file_owns_it(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="+86 138-0000-5678", source="referral")
    [event] = crm.told("customer_registered")
    assert event["data"]["owner_id"] == str(me.staff_id)
    assert event["data"]["team_id"] == str(TEAM)
    assert event["project_id"] == str(PROJECT)
    assert crm.read(customer_id, me)["phones"] == ["138****5678"]


def test_a_file_opened_by_the_control_room_has_no_owner_yet(crm: Workbench) -> None:
    clerk = actor_for(Role.CONTROL_CLERK, projects=[PROJECT])
    customer_id = crm.registered(clerk, source="call_in")
    assert crm.read(customer_id, clerk)["owner_id"] is None


def test_a_first_response_is_due_within_a_day(crm: Workbench) -> None:
    me = consultant()
    file = crm.read(crm.registered(me), me)
    due = Moment().deserialize(file["next_due_at"])
    assert timedelta(hours=23, minutes=59) < due - clock.now() <= timedelta(hours=24)


@pytest.mark.parametrize(
    ("projects", "asked_for", "allowed"),
    [
        ([PROJECT], None, True),
        ([PROJECT], PROJECT, True),
        ([PROJECT, ELSEWHERE], ELSEWHERE, True),
        ([PROJECT, ELSEWHERE], None, False),
        ([PROJECT], ELSEWHERE, False),
        ([], None, False),
    ],
)
def test_first_contact_is_in_a_project_of_the_caller(
    crm: Workbench, projects: list[UUID], asked_for: UUID | None, allowed: bool
) -> None:
    me = actor_for(Role.CONSULTANT, projects=projects)
    payload = {"project_id": str(asked_for)} if asked_for else {}
    if allowed:
        crm.registered(me, **payload)
        return
    with pytest.raises(Refusal) as refused:
        crm.registered(me, **payload)
    assert refused.value.code == "project_not_yours"
    assert refused.value.details["allowed"] == sorted(map(str, projects))


@pytest.mark.parametrize("written", ["13800005678", "+86 138 0000 5678", "138-0000-5678"])
def test_one_person_has_one_file_however_the_number_is_written(
    crm: Workbench, written: str
) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678")
    with pytest.raises(Refusal) as refused:
        crm.registered(me, phone=written)
    assert refused.value.code == "customer_exists"
    assert refused.value.details == {
        "field": "phone",
        "customer_id": str(customer_id),
        "owner_id": str(me.staff_id),
    }


def test_a_stranger_is_told_that_there_is_a_file_but_not_whose(crm: Workbench) -> None:
    crm.registered(consultant(), phone="13800005678", name="李四")
    with pytest.raises(Refusal) as refused:
        crm.registered(consultant(), phone="13800005678", name="李四")
    assert refused.value.details == {"field": "phone"}
    for language in ("zh", "en"):
        sentence = refused.value.sentence(language)
        assert "李四" not in sentence
        assert "138" not in sentence


def test_one_person_has_one_file_across_projects(crm: Workbench) -> None:
    crm.registered(consultant(PROJECT), phone="13800005678")
    with pytest.raises(Refusal, match="customer_exists"):
        crm.registered(consultant(ELSEWHERE), phone="13800005678")


def test_the_identity_number_finds_the_second_file_too(crm: Workbench) -> None:
    me = consultant()
    crm.registered(me, identity_number=IDENTITY)
    with pytest.raises(Refusal) as refused:
        crm.registered(me, identity_number=IDENTITY.lower())
    assert refused.value.details["field"] == "identity_number"


def test_a_further_phone_of_another_customer_is_refused(crm: Workbench) -> None:
    me = consultant()
    crm.registered(me, phone="13800005678")
    with pytest.raises(Refusal, match="customer_exists"):
        crm.registered(me, phone="13900001111", more_phones=["13800005678"])
    assert len(crm.listed(me)["items"]) == 1


def test_the_same_number_twice_in_one_request_is_one_number(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678", more_phones=["+8613800005678"])
    assert crm.read(customer_id, me)["phones"] == ["138****5678"]


def test_an_id_that_is_taken_is_refused(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    with pytest.raises(Refusal, match="customer_id_taken"):
        crm.registered(me, id=str(customer_id))


def test_a_family_may_share_an_e_mail_address(crm: Workbench) -> None:
    me = consultant()
    one, other = (crm.registered(me, email="zhang@Example.COM") for _ in range(2))
    crm.change(other, me, email="li@example.com", email_agreed=True)
    shown = [crm.read(customer_id, me) for customer_id in (one, other)]
    assert [file["email"] for file in shown] == ["z***@example.com", "l***@example.com"]
    assert [file["email_agreed"] for file in shown] == [False, True]
    assert crm.reveal(one, me, field="email", reason="correction") == ["zhang@example.com"]

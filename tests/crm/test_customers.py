"""Customer files on a real database: who may open, see, change, assign and unmask them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.crm import customers as operations
from contracts.crm.reveals import reveal_personal_data
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import Moment, new_id
from services.crm.customers import commands, queries
from services.crm.numbers import commands as numbers
from tests.commands import asked
from tests.crm.workbench import Workbench
from tests.tokens import actor_for

PROJECT, ELSEWHERE, TEAM = new_id(), new_id(), new_id()
IDENTITY = "11010519491231002X"


def consultant(project: UUID = PROJECT) -> Actor:
    return actor_for(Role.CONSULTANT, projects=[project], team=TEAM)


def supervisor(project: UUID = PROJECT) -> Actor:
    return actor_for(Role.SALES_SUPERVISOR, projects=[project], team=TEAM)


def read(crm: Workbench, customer_id: UUID, by: Actor) -> dict[str, Any]:
    with crm.transaction() as session:
        ask = asked(operations.read_customer, customer_id=str(customer_id))
        return operations.Customer().dump(queries.read(session, ask, by=by))


def listed(crm: Workbench, by: Actor, **filters: Any) -> dict[str, Any]:
    with crm.transaction() as session:
        ask = asked(operations.list_customers, **filters)
        answer = queries.listed(session, ask, by=by)
        return dict(operations.list_customers.answer_schema.dump(answer))


def ids(page: dict[str, Any]) -> list[UUID]:
    return [UUID(item["id"]) for item in page["items"]]


def change(crm: Workbench, customer_id: UUID, by: Actor, **payload: Any) -> dict[str, Any]:
    with crm.transaction() as session:
        ask = asked(operations.change_customer, customer_id=str(customer_id), **payload)
        return commands.change(session, ask, by=by)


def assign(crm: Workbench, customer_id: UUID, owner_id: UUID, by: Actor) -> dict[str, Any]:
    with crm.transaction() as session:
        ask = asked(
            operations.assign_customer, customer_id=str(customer_id), owner_id=str(owner_id)
        )
        return commands.assign(session, ask, by=by, at=clock.now())


def reveal(crm: Workbench, customer_id: UUID, by: Actor, **payload: Any) -> list[str]:
    with crm.transaction() as session:
        ask = asked(reveal_personal_data, customer_id=str(customer_id), **payload)
        numbers_shown: list[str] = numbers.reveal(session, ask, by=by, at=clock.now())["numbers"]
        return numbers_shown


def test_the_consultant_who_opens_a_file_owns_it(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="+86 138-0000-5678", source="referral")
    [event] = crm.told("customer_registered")
    assert event["data"]["owner_id"] == str(me.staff_id)
    assert event["data"]["team_id"] == str(TEAM)
    assert event["project_id"] == str(PROJECT)
    assert read(crm, customer_id, me)["phones"] == ["138****5678"]


def test_a_file_opened_by_the_control_room_has_no_owner_yet(crm: Workbench) -> None:
    clerk = actor_for(Role.CONTROL_CLERK, projects=[PROJECT])
    customer_id = crm.registered(clerk, source="call_in")
    assert read(crm, customer_id, clerk)["owner_id"] is None


def test_a_first_response_is_due_within_a_day(crm: Workbench) -> None:
    me = consultant()
    file = read(crm, crm.registered(me), me)
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
    assert len(listed(crm, me)["items"]) == 1


def test_the_same_number_twice_in_one_request_is_one_number(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678", more_phones=["+8613800005678"])
    assert read(crm, customer_id, me)["phones"] == ["138****5678"]


def test_an_id_that_is_taken_is_refused(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    with pytest.raises(Refusal, match="customer_id_taken"):
        crm.registered(me, id=str(customer_id))


def test_a_family_may_share_an_e_mail_address(crm: Workbench) -> None:
    me = consultant()
    one, other = (crm.registered(me, email="zhang@Example.COM") for _ in range(2))
    change(crm, other, me, email="li@example.com", email_agreed=True)
    shown = [read(crm, customer_id, me) for customer_id in (one, other)]
    assert [file["email"] for file in shown] == ["z***@example.com", "l***@example.com"]
    assert [file["email_agreed"] for file in shown] == [False, True]
    assert reveal(crm, one, me, field="email", reason="correction") == ["zhang@example.com"]


def test_numbers_and_contacts_are_nowhere_in_the_database_as_text(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678", identity_number=IDENTITY)
    change(crm, customer_id, me, phones=["13911112222"])
    reveal(crm, customer_id, me, reason="call")
    stored = crm.everything()
    for number in ("13800005678", "13911112222", IDENTITY):
        assert number not in stored
        assert number.encode().hex() not in stored  # how PostgreSQL shows bytes
    assert "张三" in stored  # the search is able to find what is there


def test_names_and_numbers_never_enter_events(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678", identity_number=IDENTITY)
    reveal(crm, customer_id, me, reason="call")
    told = str(crm.told())
    assert "张三" not in told
    assert "13800005678" not in told
    assert IDENTITY not in told


def test_a_phone_is_found_by_its_whole_number_only(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678")
    crm.registered(me)
    assert ids(listed(crm, me, phone="+86 138 0000 5678")) == [customer_id]
    with pytest.raises(Refusal, match="invalid_input"):
        listed(crm, me, phone="5678")


def test_an_identity_number_is_found_and_masked(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, identity_number=IDENTITY)
    assert ids(listed(crm, me, identity_number=IDENTITY)) == [customer_id]
    assert read(crm, customer_id, me)["identity_number"] == "110***********002X"


def test_a_name_is_found_by_any_part_and_wildcards_mean_themselves(crm: Workbench) -> None:
    me = consultant()
    found, other = crm.registered(me, name="欧阳明月"), crm.registered(me, name="王五")
    assert ids(listed(crm, me, name="明")) == [found]
    assert ids(listed(crm, me, name="%")) == []
    assert set(ids(listed(crm, me))) == {found, other}


def test_pages_follow_each_other_without_gap_or_repetition(crm: Workbench) -> None:
    me = consultant()
    registered = [crm.registered(me) for _ in range(5)]
    seen: list[UUID] = []
    cursor: dict[str, str] = {}
    for _ in range(3):
        page = listed(crm, me, page_size=2, **cursor)
        seen += ids(page)
        cursor = {"cursor": page["next"]} if page["next"] else {}
    assert seen == sorted(registered, reverse=True)
    assert cursor == {}


def test_a_broken_cursor_is_refused(crm: Workbench) -> None:
    with pytest.raises(Refusal, match="invalid_input"):
        listed(crm, consultant(), cursor="nonsense")


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("owner", True),
        ("colleague", False),
        ("supervisor here", True),
        ("supervisor elsewhere", False),
        ("manager of the region", True),
        ("director", True),
        ("operator", False),
    ],
)
def test_scope_decides_who_sees_a_customer(crm: Workbench, who: str, sees: bool) -> None:
    owner = consultant()
    customer_id = crm.registered(owner)
    actors = {
        "owner": owner,
        "colleague": consultant(),
        "supervisor here": supervisor(),
        "supervisor elsewhere": supervisor(ELSEWHERE),
        "manager of the region": actor_for(Role.SALES_MANAGER, region_projects=[PROJECT]),
        "director": actor_for(Role.SALES_DIRECTOR),
        "operator": actor_for(Role.OPERATOR),
    }
    by = actors[who]
    assert ids(listed(crm, by)) == ([customer_id] if sees else [])
    if sees:
        assert read(crm, customer_id, by)["id"] == str(customer_id)
    else:
        with pytest.raises(Refusal, match="not_found"):
            read(crm, customer_id, by)


def test_the_owner_question_answers_a_consultant_only_about_own_customers(crm: Workbench) -> None:
    me = consultant()
    ask = asked(operations.read_customer_owner, customer_id=str(crm.registered(me)))
    with crm.transaction() as session:
        assert queries.owner(session, ask, by=me) == {
            "customer_id": ask.customer_id,
            "owner_id": me.staff_id,
            "team_id": TEAM,
        }
    with crm.transaction() as session, pytest.raises(Refusal, match="not_found"):
        queries.owner(session, ask, by=consultant())


def test_a_change_keeps_what_was_not_named(crm: Workbench) -> None:
    me = consultant()
    needs = {"district": "高新区", "budget_max": "1800000.00"}
    customer_id = crm.registered(me, needs=needs, grade="B")
    assert change(crm, customer_id, me, name="张三丰")["version"] == 2
    file = read(crm, customer_id, me)
    assert (file["name"], file["grade"], file["version"]) == ("张三丰", "B", 2)
    assert file["needs"]["budget_max"] == "1800000.00"
    assert file["needs"]["district"] == "高新区"


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    change(crm, customer_id, me, grade="A", version=1)
    with pytest.raises(Refusal, match="stale_version"):
        change(crm, customer_id, me, grade="C", version=1)


def test_changed_phones_replace_the_old_ones_and_free_them(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678")
    change(crm, customer_id, me, phones=["13911112222", "028-86543210"])
    assert read(crm, customer_id, me)["phones"] == ["139****2222", "028****3210"]
    crm.registered(me, phone="13800005678")
    with pytest.raises(Refusal, match="customer_exists"):
        change(crm, customer_id, me, phones=["13800005678"])


def test_a_consultant_changes_only_own_customers(crm: Workbench) -> None:
    customer_id = crm.registered(consultant())
    with pytest.raises(Refusal, match="not_found"):
        change(crm, customer_id, consultant(), grade="A")


def test_an_assigned_customer_moves_to_the_new_owner(crm: Workbench) -> None:
    first, second, leader = consultant(), consultant(), supervisor()
    assert second.staff_id
    other_team = new_id()
    crm.posted(second.staff_id, "consultant", PROJECT, team=other_team)
    customer_id = crm.registered(first)
    assign(crm, customer_id, second.staff_id, leader)
    [event] = crm.told("customer_assigned")
    assert event["version"] == 2
    assert event["data"]["owner_id"] == str(second.staff_id)
    assert event["data"]["previous_owner_id"] == str(first.staff_id)
    assert event["data"]["team_id"] == str(other_team)
    assert ids(listed(crm, second)) == [customer_id]
    assert ids(listed(crm, first)) == []
    with pytest.raises(Refusal, match="already_owner"):
        assign(crm, customer_id, second.staff_id, leader)


@pytest.mark.parametrize(
    ("role", "project", "known"),
    [("consultant", ELSEWHERE, True), ("control_clerk", PROJECT, True), ("", PROJECT, False)],
)
def test_customers_go_only_to_consultants_within_scope(
    crm: Workbench, role: str, project: UUID, known: bool
) -> None:
    customer_id, somebody = crm.registered(consultant()), new_id()
    if known:
        crm.posted(somebody, role, project)
    with pytest.raises(Refusal, match="owner_unsuitable"):
        assign(crm, customer_id, somebody, supervisor())


def test_a_reveal_shows_the_number_and_is_told(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678", more_phones=["028-86543210"])
    assert reveal(crm, customer_id, me, reason="call") == ["13800005678", "02886543210"]
    assert reveal(crm, customer_id, me, field="identity_number", reason="contract") == []
    first, second = crm.told("personal_data_revealed")
    assert first["data"] == {
        "customer_id": str(customer_id),
        "staff_id": str(me.staff_id),
        "field": "phone",
        "reason": "call",
    }
    assert second["data"]["field"] == "identity_number"


def test_a_reveal_needs_a_reason_and_the_customer_within_scope(crm: Workbench) -> None:
    customer_id = crm.registered(consultant())
    with pytest.raises(Refusal, match="invalid_input"):
        reveal(crm, customer_id, consultant())
    with pytest.raises(Refusal, match="not_found"):
        reveal(crm, customer_id, consultant(), reason="call")
    assert crm.told("personal_data_revealed") == []

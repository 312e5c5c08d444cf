"""Finding and seeing customers: by number, by name, page by page, as far as the scope reaches."""

from uuid import UUID

import pytest

from contracts.crm.files import customers as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.crm.files.customers import queries
from services.crm.files.customers.models import Customer
from tests.commands import asked
from tests.crm.people import ELSEWHERE, PROJECT, TEAM, consultant, supervisor
from tests.crm.workbench import Workbench
from tests.tokens import actor_for

IDENTITY = "11010519491231002X"


def test_a_phone_is_found_by_its_whole_number_only(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678")
    crm.registered(me)
    assert crm.found(me, phone="+86 138 0000 5678") == [customer_id]
    with pytest.raises(Refusal, match="invalid_input"):
        crm.listed(me, phone="5678")


def test_an_identity_number_is_found_and_masked(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, identity_number=IDENTITY)
    assert crm.found(me, identity_number=IDENTITY) == [customer_id]
    assert crm.read(customer_id, me)["identity_number"] == "110***********002X"


def test_a_name_is_found_by_any_part_and_wildcards_mean_themselves(crm: Workbench) -> None:
    me = consultant()
    found, other = crm.registered(me, name="欧阳明月"), crm.registered(me, name="王五")
    assert crm.found(me, name="明") == [found]
    assert crm.found(me, name="%") == []
    assert set(crm.found(me)) == {found, other}


def test_pages_follow_each_other_without_gap_or_repetition(crm: Workbench) -> None:
    me = consultant()
    registered = [crm.registered(me) for _ in range(5)]
    seen: list[UUID] = []
    cursor: dict[str, str] = {}
    for _ in range(3):
        page = crm.listed(me, page_size=2, **cursor)
        seen += [UUID(item["id"]) for item in page["items"]]
        cursor = {"cursor": page["next"]} if page["next"] else {}
    assert seen == sorted(registered, reverse=True)
    assert cursor == {}


def test_a_broken_cursor_is_refused(crm: Workbench) -> None:
    with pytest.raises(Refusal, match="invalid_input"):
        crm.listed(consultant(), cursor="nonsense")


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
    assert crm.found(by) == ([customer_id] if sees else [])
    if sees:
        assert crm.read(customer_id, by)["id"] == str(customer_id)
    else:
        with pytest.raises(Refusal, match="not_found"):
            crm.read(customer_id, by)


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


@pytest.mark.parametrize("dot", ["·", "•", "・", "‧", "･", " · ", "\u200b·\u202c"])
def test_a_name_is_found_by_every_spelling_of_its_dot(crm: Workbench, dot: str) -> None:
    me = consultant()
    customer_id = crm.registered(me, name=f"古丽{dot}阿依木")
    assert crm.read(customer_id, me)["name"] == "古丽·阿依木"
    assert crm.found(me, name=f"丽{dot}阿") == [customer_id]


def test_a_name_stored_with_another_dot_is_found_too(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    with crm.transaction() as session:
        session.get_one(Customer, customer_id).name = "古丽•阿依木"
    assert crm.found(me, name="古丽·阿依木") == [customer_id]

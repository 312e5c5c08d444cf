"""Phones stored in a spelling of an earlier version are found and unique in the present one."""

from uuid import UUID

from sqlalchemy import update

from contracts.office.roles import Role
from contracts.schema import new_id
from services.crm.files.numbers import queries
from services.crm.files.numbers.models import PersonalNumber
from services.crm.files.numbers.respell import respell_all
from services.crm.vault import vault
from tests.crm.workbench import Workbench
from tests.tokens import actor_for

CONSULTANT = actor_for(Role.CONSULTANT, projects=[new_id()])


def stored_as(crm: Workbench, number: str, *, instead_of: str) -> UUID:
    """A customer whose phone an earlier version spelled as `number`."""
    customer = UUID(str(crm.registered(CONSULTANT, phone=instead_of)))
    old = {
        "sealed": vault().seal(number, customer, "phone"),
        "blind_index": vault().index(number, "phone"),
    }
    with crm.transaction() as session:
        mine = PersonalNumber.customer_id == customer
        session.execute(update(PersonalNumber).where(mine).values(old))
    return customer


def holders(crm: Workbench, number: str) -> list[UUID]:
    with crm.transaction() as session:
        return list(session.scalars(queries.holder_of(number, "phone")))


def test_old_spellings_are_found_in_the_present_one(crm: Workbench) -> None:
    home = stored_as(crm, "017712345678", instead_of="13800000001")
    abroad = stored_as(crm, "+8860955123456", instead_of="13800000002")
    assert respell_all(crm.engine) == []
    assert holders(crm, "17712345678") == [home]
    assert holders(crm, "+886955123456") == [abroad]
    with crm.transaction() as session:
        assert queries.opened_numbers(session, home, "phone") == ["17712345678"]
    assert respell_all(crm.engine) == []


def test_a_second_file_of_one_phone_is_named_and_stays(crm: Workbench) -> None:
    first = UUID(str(crm.registered(CONSULTANT, phone="17712345678")))
    second = stored_as(crm, "017712345678", instead_of="13800000001")
    assert respell_all(crm.engine) == [second]
    assert holders(crm, "17712345678") == [first]
    assert holders(crm, "017712345678") == [second]

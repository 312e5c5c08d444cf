"""Many at once: one file per number, with a control that shows what would happen otherwise."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select, text

from common import clock
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.crm.files.numbers import queries
from services.crm.files.numbers.models import PersonalNumber
from services.crm.vault import vault
from tests.crm.workbench import Workbench
from tests.tokens import actor_for

RACERS = 12
PROJECT, NUMBER, OTHER = new_id(), "13800005678", "13911112222"


def race(register: Callable[[int], None]) -> Counter[str]:
    """How often each outcome came when all register at the same moment."""
    start = Barrier(RACERS, timeout=30)

    def run(racer: int) -> str:
        start.wait()
        try:
            register(racer)
        except Refusal as refusal:
            return refusal.code
        return "opened"

    with ThreadPoolExecutor(RACERS) as pool:
        return Counter(pool.map(run, range(RACERS)))


def holders(crm: Workbench, number: str) -> int:
    with crm.transaction() as session:
        return len(session.scalars(queries.holder_of(number, "phone")).all())


def test_one_of_many_opens_the_file(crm: Workbench) -> None:
    def register(racer: int) -> None:
        crm.registered(actor_for(Role.CONSULTANT, projects=[PROJECT]), phone=NUMBER)

    assert race(register) == {"opened": 1, "customer_exists": RACERS - 1}
    assert holders(crm, NUMBER) == 1


def test_the_same_two_numbers_in_either_order_are_one_file_and_no_deadlock(crm: Workbench) -> None:
    def register(racer: int) -> None:
        first, second = (NUMBER, OTHER) if racer % 2 else (OTHER, NUMBER)
        by = actor_for(Role.CONSULTANT, projects=[PROJECT])
        crm.registered(by, phone=first, more_phones=[second])

    assert race(register) == {"opened": 1, "customer_exists": RACERS - 1}


def test_control_looking_first_and_then_writing_opens_several_files(crm: Workbench) -> None:
    """Without the unique index, and with a look before the leap, the same race is lost."""
    with crm.transaction() as session:
        session.execute(
            text("ALTER TABLE personal_number DROP CONSTRAINT uq_personal_number_blind_index")
        )
    everybody_looked = Barrier(RACERS, timeout=30)

    def register(racer: int) -> None:
        by = actor_for(Role.CONSULTANT, projects=[PROJECT])
        with crm.transaction() as session:
            found = session.scalar(
                select(func.count()).select_from(queries.holder_of(NUMBER, "phone").subquery())
            )
            assert found == 0
            everybody_looked.wait()
            number = PersonalNumber(
                customer_id=new_id(),
                field="phone",
                position=0,
                sealed=b"",
                blind_index=vault().index(NUMBER, "phone"),
            )
            session.execute(
                text(
                    "INSERT INTO customer (id, name, grade, source, project_id, registered_by,"
                    " registered_at, version) VALUES (:id, '', 'C', 'office', :project, :by,"
                    " :at, 1)"
                ),
                {"id": number.customer_id, "project": PROJECT, "by": by.id, "at": clock.now()},
            )
            session.add(number)

    assert race(register) == {"opened": RACERS}
    assert holders(crm, NUMBER) == RACERS

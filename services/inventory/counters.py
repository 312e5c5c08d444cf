"""Numbers that people read out, counted up per project and year."""

from uuid import UUID

from sqlalchemy import Engine, Integer, Table, Uuid, bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common.database import autocommitting
from common.prepared import Prepared


class Counter:
    """`counts` has a project, a year and the number that was given last.

    A number is given at once, whatever becomes of the transaction that wants it: numbers may have
    gaps. A counter that stayed locked until the end would let one signature at a time go on in a
    project, and late comers overtake those who wait for a row of `ON CONFLICT`.
    """

    def __init__(self, counts: Table) -> None:
        self._next = Prepared(
            insert(counts)
            .values(
                project_id=bindparam("project", type_=Uuid),
                year=bindparam("of", type_=Integer),
                last=1,
            )
            .on_conflict_do_update(
                index_elements=[counts.c.project_id, counts.c.year],
                set_={"last": counts.c.last + 1},
            )
            .returning(counts.c.last)
        )

    def next(self, session: Session, project_id: UUID, year: int) -> int:
        """The next number, from 1; nobody else gets it."""
        engine = session.get_bind()
        assert isinstance(engine, Engine)
        with Session(autocommitting(engine)) as aside:
            given = self._next.first(aside, {"project": project_id, "of": year})
        assert given is not None
        number: int = given.last
        return number

"""A service that asks for consent with the kit alone: to wishes, on a database that isn't
inventory's.

office = Office(database("crm").engine)
approval = office.ask(Role.SALES_MANAGER)
office.decide(approval, office.manager)
office.wishes()                                # [("granted", …)]
"""

from enum import StrEnum
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, MetaData, String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from common import clock
from common.actor import Actor
from common.consent import queries
from common.consent.asking import Consent
from common.consent.deciding import Deciding, Decisions, sets
from common.consent.entrypoints import CONSTRAINTS
from common.consent.models import Approval
from common.database import COLUMN_TYPES, NAMES
from contracts.consent.approvals import ConsentContract
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.schema import new_id
from tests.commands import Bench, answered, asked
from tests.tokens import actor_for


class Kind(StrEnum):
    WISH = "wish"
    SECRET = "secret"


CONTRACT = ConsentContract("probe", Kind, restricted={Kind.SECRET: "price.read_floor"})
consent = Consent(CONTRACT)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = COLUMN_TYPES


class Wish(Base):
    __tablename__ = "wish"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(12))
    version: Mapped[int]


class Impossible(RuntimeError):
    """The effect can't happen."""


def grant(session: Session, deciding: Deciding) -> None:
    wish = deciding.matter(session, Wish)
    wish.status = "granted"
    wish.version += 1
    if wish.text == "impossible":
        session.flush()
        raise Impossible


refuse = sets(Wish, "refused")
WISHES = SimpleNamespace(grant=grant, refuse=refuse)
DECISIONS = Decisions(CONTRACT, {Kind.WISH: WISHES, Kind.SECRET: WISHES})


class Office(Bench):
    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, SimpleNamespace(work=SimpleNamespace(constraints=CONSTRAINTS)))
        Base.metadata.create_all(engine)
        self.project = new_id()
        self.director = actor_for(Role.SALES_DIRECTOR)
        self.general_manager = actor_for(Role.GENERAL_MANAGER)
        self.manager = self.posted_as(Role.SALES_MANAGER)
        self.finance = self.posted_as(Role.FINANCE)
        self.consultant = self.posted_as(Role.CONSULTANT)

    def posted_as(self, *roles: Role, project: UUID | None = None) -> Actor:
        at = [project or self.project]
        return actor_for([str(role) for role in roles], projects=at, region_projects=at)

    def ask(
        self,
        *needs: Role,
        by: Actor | None = None,
        wish: UUID | None = None,
        text: str = "车位优惠",
        kind: Kind = Kind.WISH,
        **facts: Any,
    ) -> UUID:
        """Ask for consent to a wish, a new one by default; answers the approval's id."""
        with self.transaction() as session:
            known = session.get(Wish, wish) if wish else None
            matter = known or Wish(id=wish or new_id(), text=text, status="requested", version=1)
            approval = consent.ask(
                session,
                kind,
                matter,
                project_id=self.project,
                needs=needs or (Role.SALES_MANAGER,),
                facts={"text": text} | facts,
                by=by or self.consultant,
                at=clock.now(),
            )
            return approval.id

    def decide(
        self, approval: UUID, by: Actor, verdict: str = "approve", *, silent: bool = False
    ) -> Any:
        comment = {} if silent else {"comment": "条件不足"}
        payload = {"approval_id": str(approval), "verdict": verdict} | comment
        return self.do(DECISIONS.decide, CONTRACT.decide, by, **payload)

    def withdraw(self, approval: UUID, by: Actor) -> Any:
        return self.do(DECISIONS.withdraw, CONTRACT.withdraw, by, approval_id=str(approval))

    def do(self, command: Any, operation: Operation, by: Actor, **payload: Any) -> Any:
        ask = asked(operation, **payload)
        with self.transaction() as session:
            return answered(operation, command(session, ask, by=by, at=clock.now()))

    def listed(self, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
        ask = asked(CONTRACT.list, **chosen)
        with self.transaction() as session:
            found = queries.list_approvals(session, CONTRACT, ask, by=by, at=clock.now())
            items: list[dict[str, Any]] = answered(CONTRACT.list, found)["items"]
        return items

    def wish_of(self, approval: UUID) -> tuple[str, int]:
        """Status and version of what an approval is about."""
        about = select(Wish.status, Wish.version).join(Approval, Approval.subject_id == Wish.id)
        with self.engine.connect() as connection:
            row = connection.execute(about.where(Approval.id == approval)).one()
        return row.status, row.version

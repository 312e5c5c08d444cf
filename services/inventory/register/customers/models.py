from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Customer(Base):
    """Who looks after a customer. `version` 0: learnt by asking, before the event arrived."""

    __tablename__ = "customer"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    version: Mapped[int]

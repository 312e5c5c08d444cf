from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class ContractCounter(Base):
    """The last contract number of a project's year; numbers may have gaps."""

    __tablename__ = "contract_counter"

    project_id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.reporting.base import Base


class Project(Base):
    """A project that there is."""

    __tablename__ = "project"

    id: Mapped[UUID] = mapped_column(primary_key=True)

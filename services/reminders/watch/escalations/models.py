"""The ladder of a notice, as office knew it when it was first needed; kept from then on."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.reminders.base import Base


class Rung(Base):
    """Somebody to be told at a level if the one below does not deal with it."""

    __tablename__ = "rung"

    origin_id: Mapped[UUID] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[UUID] = mapped_column(primary_key=True)

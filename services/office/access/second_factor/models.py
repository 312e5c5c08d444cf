"""Second factors and recovery codes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.office.base import Base


class SecondFactor(Base):
    """Counts once `confirmed_at` is set. `last_step` is the time step of the last code used."""

    __tablename__ = "second_factor"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    sealed_secret: Mapped[bytes] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int | None] = mapped_column(BigInteger)


class RecoveryCode(Base):
    """A code that has not been used yet, hashed."""

    __tablename__ = "recovery_code"

    digest: Mapped[str] = mapped_column(CHAR(64), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)

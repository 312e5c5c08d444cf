"""Failed attempts by username."""

from datetime import datetime

from sqlalchemy import ARRAY, CHAR, DateTime
from sqlalchemy.orm import Mapped, mapped_column

from services.office.base import Base


class LoginGuard(Base):
    """Recent failures under a username, whether or not anybody has it; the name is hashed, for
    people type passwords into the wrong field."""

    __tablename__ = "login_guard"

    username_digest: Mapped[str] = mapped_column(CHAR(64), primary_key=True)
    failures: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
    locked_until: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(index=True)

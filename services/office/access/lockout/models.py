"""Failed attempts."""

from datetime import datetime

from sqlalchemy import ARRAY, CHAR, DateTime
from sqlalchemy.orm import Mapped, mapped_column

from services.office.base import Base


class LoginGuard(Base):
    """Recent failures under a key of `rules.Attempt.limits`, whether or not anybody has the name.
    Names are hashed, for people type passwords into the wrong field; an address has none."""

    __tablename__ = "login_guard"

    digest: Mapped[str] = mapped_column(CHAR(64), primary_key=True)
    username_digest: Mapped[str | None] = mapped_column(CHAR(64), index=True)
    failures: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
    locked_until: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(index=True)

"""Sessions and their refresh tokens. With nothing here can anybody log in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from services.office.base import Base


class LoginSession(Base):
    """One log-in and everything refreshed from it. `issued_at` is when it last got an access
    token, `place` the address it came from; `is_proven`: a second factor was shown."""

    __tablename__ = "login_session"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    started_at: Mapped[datetime]
    issued_at: Mapped[datetime]
    idle_until: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(64))
    agent: Mapped[str] = mapped_column(String(200))
    is_proven: Mapped[bool]


class RefreshToken(Base):
    """A refresh token by its hash. What comes after it can be told only by somebody who has the
    token itself and, for a few seconds, the salt."""

    __tablename__ = "refresh_token"

    digest: Mapped[str] = mapped_column(CHAR(64), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("login_session.id", ondelete="CASCADE"), index=True
    )
    issued_at: Mapped[datetime]
    spent_at: Mapped[datetime | None]
    successor_salt: Mapped[bytes | None] = mapped_column(LargeBinary)

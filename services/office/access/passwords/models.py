"""Passwords, hashed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.office.base import Base


class Credential(Base):
    """With what somebody logs in. Access tokens issued before `not_before` are void."""

    __tablename__ = "credential"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    not_before: Mapped[datetime]

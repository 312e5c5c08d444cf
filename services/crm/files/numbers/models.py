"""Sealed numbers. The unique index over their blind index makes a number one customer's only; an
e-mail address, which a family may share, has none."""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from services.crm.base import Base


class PersonalNumber(Base):
    """A phone or identity number or the e-mail address of one customer; `field` is a word of
    `personal_field`."""

    __tablename__ = "personal_number"

    customer_id: Mapped[UUID] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    blind_index: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class ChangeAgreement(Base):
    """One text of the agreement on a change. `template_id` is null for the standard template."""

    __tablename__ = "change_agreement"
    __table_args__ = (
        UniqueConstraint("change_order_id", "number", name="uq_change_agreement_number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    change_order_id: Mapped[UUID] = mapped_column(ForeignKey("change_order.id"))
    number: Mapped[int]
    document: Mapped[str] = mapped_column(String(20))
    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"))
    template_id: Mapped[UUID | None] = mapped_column(ForeignKey("contract_template.id"))
    drafted_by: Mapped[str] = mapped_column(String(60))
    drafted_at: Mapped[datetime]

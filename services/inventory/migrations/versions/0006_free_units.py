"""Free units like one that is taken are found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_unit_house_type_id", table_name="unit")
    op.create_index(
        "ix_unit_free",
        "unit",
        ["house_type_id", "building_id", "floor", "id"],
        postgresql_where=sa.text("status = 'available'"),
    )


def downgrade() -> None:
    op.drop_index("ix_unit_free", table_name="unit")
    op.create_index("ix_unit_house_type_id", "unit", ["house_type_id"])

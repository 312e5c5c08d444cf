"""Each phase of a project numbers its buildings anew."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_constraint("uq_building_name", "building", type_="unique")
    op.create_index(
        "uq_building_name",
        "building",
        ["project_id", sa.text("coalesce(phase, '')"), "name"],
        unique=True,
    )


def downgrade() -> None:
    op.drop_index("uq_building_name", table_name="building")
    op.create_unique_constraint("uq_building_name", "building", ["project_id", "name"])

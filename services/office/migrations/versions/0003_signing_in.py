"""second factors, devices, failures by name and place"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_login_guard_changed_at"), table_name="login_guard")
    op.drop_table("login_guard")
    op.create_table(
        "login_guard",
        sa.Column("digest", sa.CHAR(length=64), nullable=False),
        sa.Column("username_digest", sa.CHAR(length=64), nullable=True),
        sa.Column("failures", sa.ARRAY(sa.DateTime(timezone=True)), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_login_guard")),
    )
    op.create_index(op.f("ix_login_guard_changed_at"), "login_guard", ["changed_at"])
    op.create_index(op.f("ix_login_guard_username_digest"), "login_guard", ["username_digest"])
    op.create_table(
        "second_factor",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_second_factor_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("digest", sa.CHAR(length=64), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recovery_code_staff_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_staff_id"), "recovery_code", ["staff_id"])
    for name, kind, value in (
        ("place", sa.String(length=64), ""),
        ("agent", sa.String(length=200), ""),
        ("is_proven", sa.Boolean(), "false"),
    ):
        op.add_column("login_session", sa.Column(name, kind, nullable=False, server_default=value))
        op.alter_column("login_session", name, server_default=None)


def downgrade() -> None:
    for name in ("is_proven", "agent", "place"):
        op.drop_column("login_session", name)
    op.drop_table("recovery_code")
    op.drop_table("second_factor")
    op.drop_table("login_guard")
    op.create_table(
        "login_guard",
        sa.Column("username_digest", sa.CHAR(length=64), nullable=False),
        sa.Column("failures", sa.ARRAY(sa.DateTime(timezone=True)), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("username_digest", name=op.f("pk_login_guard")),
    )
    op.create_index(op.f("ix_login_guard_changed_at"), "login_guard", ["changed_at"])

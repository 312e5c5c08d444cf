"""Refused prices leave a trace; change orders no longer tell between which floors a price lies."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('refused_price',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('price', sa.Numeric(precision=14, scale=2), nullable=False),
    sa.Column('refused_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_by', sa.String(length=60), nullable=True),
    sa.Column('note', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_refused_price_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refused_price'))
    )
    op.create_index('ix_refused_price_project_id_refused_at', 'refused_price', ['project_id', 'refused_at'], unique=False)
    op.create_index('ix_refused_price_unchecked', 'refused_price', ['project_id', 'staff_id', 'refused_at'], unique=False, postgresql_where=sa.text('checked_at IS NULL'))
    op.execute(
        "UPDATE change_order SET consequences = jsonb_set(consequences, '{needs}', '[]')"
        " WHERE kind IN ('unit_change', 'price_change')"
    )


def downgrade() -> None:
    op.drop_index('ix_refused_price_unchecked', table_name='refused_price', postgresql_where=sa.text('checked_at IS NULL'))
    op.drop_index('ix_refused_price_project_id_refused_at', table_name='refused_price')
    op.drop_table('refused_price')

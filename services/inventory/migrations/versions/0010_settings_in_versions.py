"""Settings of projects come in versions, by changes that take consent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('project_settings',
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('settings', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_project_settings_project_id')),
    sa.PrimaryKeyConstraint('project_id', 'number', name=op.f('pk_project_settings'))
    )
    op.execute(
        "INSERT INTO project_settings (project_id, number, settings, since)"
        " SELECT id, 1, settings, created_at FROM project"
    )
    op.create_table('settings_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('before', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('after', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('effective_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('in_force_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('requested_by', sa.String(length=60), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_settings_change_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_settings_change'))
    )
    op.create_index('ix_settings_change_agreed', 'settings_change', ['effective_at'], unique=False, postgresql_where=sa.text("status = 'agreed'"))
    op.create_index('ix_settings_change_project_id_requested_at', 'settings_change', ['project_id', 'requested_at'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_settings_change_project_id_requested_at', table_name='settings_change')
    op.drop_index('ix_settings_change_agreed', table_name='settings_change', postgresql_where=sa.text("status = 'agreed'"))
    op.drop_table('settings_change')
    op.drop_table('project_settings')

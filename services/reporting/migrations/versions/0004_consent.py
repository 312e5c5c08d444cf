"""Every service may ask for consent: approvals, their decisions, delegations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('approval',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('needs', postgresql.ARRAY(sa.String(length=40)), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=True),
    sa.Column('requested_by', sa.String(length=60), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decide_by', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('cardinality(needs) > 0', name=op.f('ck_approval_needs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval'))
    )
    op.create_index('ix_approval_project_id_requested_at', 'approval', ['project_id', 'requested_at'], unique=False)
    op.create_index('ix_approval_requested_by', 'approval', ['requested_by'], unique=False)
    op.create_index(op.f('ix_approval_subject_id'), 'approval', ['subject_id'], unique=False)
    op.create_index('uq_approval_pending', 'approval', ['kind', 'subject_id'], unique=True, postgresql_where=sa.text("status = 'pending'"))
    op.create_table('approval_delegation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('from_staff_id', sa.Uuid(), nullable=False),
    sa.Column('to_staff_id', sa.Uuid(), nullable=False),
    sa.Column('roles', postgresql.ARRAY(sa.String(length=40)), nullable=False),
    sa.Column('project_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('from_staff_id <> to_staff_id', name=op.f('ck_approval_delegation_two_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval_delegation'))
    )
    op.create_index(op.f('ix_approval_delegation_from_staff_id'), 'approval_delegation', ['from_staff_id'], unique=False)
    op.create_index(op.f('ix_approval_delegation_to_staff_id'), 'approval_delegation', ['to_staff_id'], unique=False)
    op.create_table('approval_decision',
    sa.Column('approval_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('by', sa.String(length=60), nullable=False),
    sa.Column('in_place_of', sa.Uuid(), nullable=True),
    sa.Column('verdict', sa.String(length=12), nullable=False),
    sa.Column('comment', sa.String(length=500), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['approval_id'], ['approval.id'], name=op.f('fk_approval_decision_approval_id')),
    sa.PrimaryKeyConstraint('approval_id', 'role', name=op.f('pk_approval_decision'))
    )


def downgrade() -> None:
    op.drop_table('approval_decision')
    op.drop_index(op.f('ix_approval_delegation_to_staff_id'), table_name='approval_delegation')
    op.drop_index(op.f('ix_approval_delegation_from_staff_id'), table_name='approval_delegation')
    op.drop_table('approval_delegation')
    op.drop_index('uq_approval_pending', table_name='approval', postgresql_where=sa.text("status = 'pending'"))
    op.drop_index(op.f('ix_approval_subject_id'), table_name='approval')
    op.drop_index('ix_approval_requested_by', table_name='approval')
    op.drop_index('ix_approval_project_id_requested_at', table_name='approval')
    op.drop_table('approval')

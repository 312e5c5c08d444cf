"""deadlines_of_any_subject

A deadline keeps what it is about, and signing is one of them. Reminders followed signings by other
events until now: the open ones are told again in version 2, whose state it takes over; a signing
that it knows with the same day is left as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

_FACTS = "project_id, deal_id, unit_id, unit_number, consultant_id, team_id"

_KEEP_FACTS = """
UPDATE deadline SET project_id = deal.project_id, unit_id = unit.id, unit_number = unit.number,
    consultant_id = deal.consultant_id, team_id = deal.team_id
FROM deal JOIN unit ON unit.id = deal.unit_id WHERE deal.id = deadline.deal_id
"""
_SIGNINGS = f"""
INSERT INTO deadline (id, kind, subject_id, responsible_id, due_at, status, version, {_FACTS})
SELECT gen_random_uuid(), 'signing', deal.id, deal.consultant_id, deal.sign_by, 'open', 2,
    deal.project_id, deal.id, unit.id, unit.number, deal.consultant_id, deal.team_id
FROM deal JOIN unit ON unit.id = deal.unit_id
WHERE deal.stage = 'subscribed' AND deal.sign_by IS NOT NULL
"""
_EVENTS = """
INSERT INTO outbox (exchange, routing_key, body, created_at)
SELECT 'inventory.events', 'deadline_set', jsonb_build_object(
    'id', gen_random_uuid(), 'source', 'inventory', 'type', 'deadline_set', 'schema', 1,
    'aggregate_id', id, 'version', version, 'project_id', project_id, 'occurred_at', now(),
    'by', 'system:inventory', 'request_id', NULL, 'data', jsonb_build_object(
        'kind', kind, 'subject_id', subject_id, 'responsible_id', responsible_id,
        'due_at', due_at, 'status', status, 'deal_id', deal_id, 'unit_id', unit_id,
        'unit_number', unit_number, 'consultant_id', consultant_id, 'team_id', team_id)
    )::text, now()
FROM deadline WHERE kind = 'signing' ORDER BY due_at
"""


def upgrade() -> None:
    op.add_column('deadline', sa.Column('project_id', sa.Uuid(), nullable=True))
    op.add_column('deadline', sa.Column('unit_id', sa.Uuid(), nullable=True))
    op.add_column('deadline', sa.Column('unit_number', sa.String(length=20), nullable=True))
    op.add_column('deadline', sa.Column('consultant_id', sa.Uuid(), nullable=True))
    op.add_column('deadline', sa.Column('team_id', sa.Uuid(), nullable=True))
    op.alter_column('deadline', 'deal_id', nullable=True)
    op.alter_column('deadline', 'responsible_id', nullable=True)
    op.drop_constraint('fk_deadline_deal_id', 'deadline', type_='foreignkey')
    op.execute("SET LOCAL TIME ZONE 'UTC'")
    op.execute(_KEEP_FACTS)
    op.execute(_SIGNINGS)
    op.execute(_EVENTS)


def downgrade() -> None:
    op.execute("DELETE FROM deadline WHERE kind = 'signing' OR deal_id IS NULL")
    op.execute("UPDATE deadline SET responsible_id = consultant_id WHERE responsible_id IS NULL")
    op.create_foreign_key('fk_deadline_deal_id', 'deadline', 'deal', ['deal_id'], ['id'])
    op.alter_column('deadline', 'responsible_id', nullable=False)
    op.alter_column('deadline', 'deal_id', nullable=False)
    for column in ('team_id', 'consultant_id', 'unit_number', 'unit_id', 'project_id'):
        op.drop_column('deadline', column)

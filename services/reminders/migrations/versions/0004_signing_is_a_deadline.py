"""signing_is_a_deadline

Inventory tells signings as it tells every other deadline, those that are open from version 2 on:
what is known of them here counts as version 1.
"""

from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        UPDATE deadline SET terms_version = 1,
            deal_id = subject_id,
            responsible_id = coalesce(responsible_id, consultant_id),
            outcome = CASE outcome WHEN 'sold' THEN 'met' WHEN 'cancelled' THEN 'dropped' END
        WHERE kind = 'signing'
    """)


def downgrade() -> None:
    op.execute("""
        UPDATE deadline SET terms_version = 0,
            outcome = CASE outcome WHEN 'met' THEN 'sold' WHEN 'dropped' THEN 'cancelled' END
        WHERE kind = 'signing'
    """)

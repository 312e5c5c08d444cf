"""Tell the other services which approvals are open and which delegations run."""

import json
from datetime import datetime, timezone

import sqlalchemy as sa
from alembic import op
from uuid6 import uuid7

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

OPEN = """
    SELECT a.*, ARRAY(
        SELECT need FROM unnest(a.needs) WITH ORDINALITY AS n(need, place)
        WHERE need NOT IN (SELECT role FROM approval_decision d WHERE d.approval_id = a.id)
        ORDER BY place
    ) AS still_needs
    FROM approval a WHERE a.status = 'pending' ORDER BY a.requested_at, a.id
"""
RUNNING = "SELECT * FROM approval_delegation WHERE until > now() ORDER BY since, id"
HEADLINE = ("unit_id", "unit_number", "deal_id", "building_id", "count")
OUTBOX = """
    INSERT INTO outbox (exchange, routing_key, body, created_at)
    VALUES ('inventory.events', :name, :body, :at)
"""


def upgrade() -> None:
    database = op.get_bind()
    for row in database.execute(sa.text(OPEN)).mappings().all():
        facts = {name: row["facts"][name] for name in HEADLINE if name in row["facts"]}
        data = {name: row[name] for name in (
            "kind", "subject_id", "status", "needs", "still_needs",
            "requested_by", "requested_at", "decide_by",
        )}
        told = data | {"approval_id": row["id"], "facts": facts}
        _tell(database, "approval_advanced", row, row["project_id"], told)
    for row in database.execute(sa.text(RUNNING)).mappings().all():
        data = {name: row[name] for name in (
            "from_staff_id", "to_staff_id", "roles", "project_ids", "since", "until",
        )}
        _tell(database, "approvals_delegated", row, None, data | {"delegation_id": row["id"]})


def _tell(database, name, row, project_id, data) -> None:
    now = datetime.now(timezone.utc)
    envelope = {
        "id": uuid7(),
        "source": "inventory",
        "type": name,
        "schema": 1,
        "aggregate_id": row["id"],
        "version": row["version"],
        "project_id": project_id,
        "occurred_at": now,
        "by": "system:inventory",
        "request_id": None,
        "data": data,
    }
    body = json.dumps(envelope, default=_text)
    database.execute(sa.text(OUTBOX), {"name": name, "body": body, "at": now})


def _text(value):
    return value.isoformat() if isinstance(value, datetime) else str(value)


def downgrade() -> None:
    """What was told stays told."""

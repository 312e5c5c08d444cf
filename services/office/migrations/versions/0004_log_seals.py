"""the event log's head moves by itself; its writer may only insert; heads are sealed"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_HEAD_FOLLOWS = """
CREATE FUNCTION move_log_head() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head event_log_head;
    newest event_log;
    lowest bigint;
    added bigint;
BEGIN
    SELECT min(position), count(*) INTO lowest, added FROM fresh;
    IF added = 0 THEN
        RETURN NULL;
    END IF;
    SELECT * INTO STRICT head FROM event_log_head WHERE id = 1 FOR UPDATE;
    SELECT * INTO STRICT newest FROM fresh ORDER BY position DESC LIMIT 1;
    IF lowest <> head.position + 1 OR newest.position <> head.position + added THEN
        RAISE EXCEPTION 'event_log goes on at position %, not at %', head.position + 1, lowest
            USING ERRCODE = 'serialization_failure';
    END IF;
    UPDATE event_log_head SET position = newest.position, hash = newest.hash WHERE id = 1;
    RETURN NULL;
END $$;
CREATE TRIGGER head_follows AFTER INSERT ON event_log
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION move_log_head();
"""

# An installation whose writer has no role of its own yet gets these from docs/operations.md.
_WRITER_ONLY_INSERTS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'eventlog') THEN
        GRANT SELECT ON event_log, event_log_head, event_log_seal TO eventlog;
        GRANT INSERT ON event_log, event_log_seal, parked_message TO eventlog;
    END IF;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "event_log_seal",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.CHAR(length=64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kid", sa.String(length=60), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event_log_seal")),
    )
    op.execute("""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log_seal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """)
    op.execute(_HEAD_FOLLOWS)
    op.execute(_WRITER_ONLY_INSERTS)


def downgrade() -> None:
    op.execute("DROP TRIGGER head_follows ON event_log")
    op.execute("DROP FUNCTION move_log_head()")
    op.drop_table("event_log_seal")

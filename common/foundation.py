"""The foundation's own tables, which every service's database has."""

from sqlalchemy import MetaData

from common.consent.models import consent_tables
from common.idempotency import idempotency_table
from common.inbox import inbox_table
from common.outbox import outbox_table
from common.parking import parked_table
from common.revocation import revocation_table


def foundation_tables(metadata: MetaData) -> None:
    """Add outbox, inbox, idempotency keys, parked messages, revocations and
    consent to `metadata`."""
    outbox_table(metadata)
    inbox_table(metadata)
    idempotency_table(metadata)
    parked_table(metadata)
    revocation_table(metadata)
    consent_tables(metadata)

"""Papers (档案): its topics and the refusals of its constraints."""

from contracts.inventory.papers.borrowing import document_lent
from contracts.refusals import already_exists
from services.inventory.papers.archive.entrypoints import Archive
from services.inventory.papers.attachments.entrypoints import Attachments
from services.inventory.papers.borrowing.entrypoints import Borrowings
from services.inventory.papers.liaison.entrypoints import Liaison
from services.inventory.papers.templates.entrypoints import Templates

TOPICS = (
    Archive,
    Attachments,
    Borrowings,
    Liaison,
    Templates,
)
CONSTRAINTS = {
    "uq_borrowing_out": document_lent,
    "uq_archived_document_source_id": already_exists,
}

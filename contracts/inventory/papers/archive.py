"""The archive (归档): every sales document of a deal has its place (I-16; seed 003)."""

from enum import StrEnum

from marshmallow import fields, validate

from contracts.can import Can
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Done, Id, Moment, Page, Request, Text, Whole, new_id, page_of
from contracts.words import Word


class ArchiveKind(StrEnum):
    """What a document in the archive is."""

    SUBSCRIPTION_LETTER = "subscription_letter"
    CONTRACT = "contract"
    ANNEX = "annex"
    CHANGE_AGREEMENT = "change_agreement"
    OTHER = "other"


not_signed_yet = code(
    Conflict,
    "not_signed_yet",
    zh="尚未签约，合同不能归档。",
    en="The contract is not signed yet; it can't be archived.",
)


class FileDocument(Request):
    """Put a document on its shelf: how many copies, where. `attachment_id` is its scan."""

    id = Id(load_default=new_id)
    deal_id = Id(required=True)
    kind = Word(ArchiveKind, required=True)
    title = Text(required=True, most=100)
    copies = Whole(required=True, validate=validate.Range(1, 99))
    place = Text(required=True, most=60)
    attachment_id = Id()


class ShelveDocument(Request):
    """Say where a document is: one that came by an order, or one that was moved. What is not given
    stays."""

    document_id = Id(required=True)
    place = Text(required=True, most=60)
    copies = Whole(validate=validate.Range(1, 99))
    attachment_id = Id()


class ListArchive(Page):
    project_id = Id()
    deal_id = Id()
    kind = Word(ArchiveKind)
    sort = Sort("ArchivedDocument", "filed_at", "title")


class ArchivedDocument(Answer):
    """`place` is null while a document that came by an order still has to be put on its shelf;
    `lent` while somebody has it."""

    id = fields.UUID()
    deal_id = fields.UUID()
    project_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    contract_number = fields.String(allow_none=True)
    kind = Word(ArchiveKind)
    title = fields.String()
    copies = fields.Integer()
    place = fields.String(allow_none=True)
    attachment_id = fields.UUID(allow_none=True)
    filed_by = fields.String()
    filed_at = Moment()
    lent = fields.Boolean()
    can = Can("ArchivedDocument", "shelve_document", "request_borrowing")


file_document = Operation(
    "inventory",
    "file_document",
    "Put a deal's document into the archive (归档)",
    "archive.keep",
    FileDocument,
    Done,
    writes=True,
    refuses=("not_signed_yet",),
)
shelve_document = Operation(
    "inventory",
    "shelve_document",
    "Say where an archived document is (上架)",
    "archive.keep",
    ShelveDocument,
    Done,
    writes=True,
)
list_archive = Operation(
    "inventory",
    "list_archive",
    "Documents in the archive, newest first (档案)",
    "deal.read",
    ListArchive,
    page_of(ArchivedDocument),
)

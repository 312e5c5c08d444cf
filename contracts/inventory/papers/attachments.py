"""Attachments (附件): floor plans, renderings (户型图、效果图), scans of documents (I-02)."""

from enum import StrEnum

from marshmallow import fields, validate

from contracts.can import Can
from contracts.files import UNPROCESSED, Content, File
from contracts.media import file_unsafe
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import Answer, Done, Id, Moment, Request, Text, new_id
from contracts.words import Word

MOST_BYTES = 10 << 20


class AttachmentSubject(StrEnum):
    """What a file belongs to."""

    PROJECT = "project"
    HOUSE_TYPE = "house_type"
    UNIT = "unit"
    DEAL = "deal"
    LETTER = "letter"


class AttachmentKind(StrEnum):
    """What a file is. The last three are made by drafting and by replacing a project's template."""

    FLOOR_PLAN = "floor_plan"
    RENDERING = "rendering"
    SCAN = "scan"
    CONTRACT = "contract"
    CONTRACT_TEMPLATE = "contract_template"
    CHANGE_AGREEMENT = "change_agreement"


UPLOADED = (AttachmentKind.FLOOR_PLAN, AttachmentKind.RENDERING, AttachmentKind.SCAN)

file_unsuitable = code(
    Invalid,
    "file_unsuitable",
    zh="文件内容不是允许的类型：{allowed}。",
    en="The file is none of: {allowed}.",
)
kind_unsuitable = code(
    Invalid,
    "kind_unsuitable",
    zh="{subject} 不能附 {kind} 类文件。",
    en="A {subject} has no file of the kind {kind}.",
)
attachment_kept = code(
    Conflict,
    "attachment_kept",
    zh="该文件是合同文本或已归档，不能移除。",
    en="This file is a contract or in the archive; it stays.",
)


class UploadAttachment(Request):
    """`file_name` is what it is called, for people; the type is found out from the content."""

    id = Id(load_default=new_id)
    subject = Word(AttachmentSubject, required=True)
    subject_id = Id(required=True)
    kind = Word(UPLOADED, name="UploadKind", required=True)
    file_name = Text(required=True, most=200)
    file = Content(required=True, validate=validate.Length(min=1, max=MOST_BYTES))


class OneAttachment(Request):
    attachment_id = Id(required=True)


class ListAttachments(Request):
    subject = Word(AttachmentSubject, required=True)
    subject_id = Id(required=True)
    kind = Word(AttachmentKind)


class Attachment(Answer):
    """A file's facts; `size` in bytes."""

    id = fields.UUID()
    project_id = fields.UUID()
    subject = Word(AttachmentSubject)
    subject_id = fields.UUID()
    kind = Word(AttachmentKind)
    file_name = fields.String()
    media_type = fields.String()
    size = fields.Integer()
    sha256 = fields.String()
    uploaded_by = fields.String()
    uploaded_at = Moment()


class Attachments(Answer):
    """`can`: what may be done with the subject's files as a whole."""

    items = fields.List(fields.Nested(Attachment))
    can = Can("Attachments", "upload_attachment")


upload_attachment = Operation(
    "inventory",
    "upload_attachment",
    "Attach a file: PNG, JPEG, PDF, DOCX or XLSX of at most 10 MiB (上传附件)",
    "attachment.add",
    UploadAttachment,
    Done,
    writes=True,
    deadline=30.0,
    refuses=("file_unsuitable", file_unsafe.name, "kind_unsuitable", *UNPROCESSED),
)
list_attachments = Operation(
    "inventory",
    "list_attachments",
    "The files of a project, house type, unit, deal or letter, newest first",
    "attachment.read",
    ListAttachments,
    Attachments,
)
download_attachment = Operation(
    "inventory",
    "download_attachment",
    "An attachment's file",
    "attachment.read",
    OneAttachment,
    File,
    deadline=30.0,
)
remove_attachment = Operation(
    "inventory",
    "remove_attachment",
    "Take a picture or a scan away; the file itself is kept",
    "attachment.add",
    OneAttachment,
    Done,
    writes=True,
    refuses=("attachment_kept",),
)

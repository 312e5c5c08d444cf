"""The Word templates of a project's contracts and of agreements on changes (合同、协议模板): the
company's own, or those that come with the product (I-16, I-21)."""

from enum import StrEnum

from marshmallow import validate

from contracts.documents import template_unknown, template_unreadable, template_unsafe
from contracts.files import UNPROCESSED, Content, File
from contracts.operation import Operation
from contracts.schema import Done, Id, Request, Text, new_id
from contracts.words import Word

MOST_TEMPLATE_BYTES = 5 << 20


class DocumentKind(StrEnum):
    """What is drafted from a template of its own: the contract, and by kind of change the agreement
    on it; a supplement is about price, time or payment."""

    CONTRACT = "contract"
    CANCELLATION = "cancellation"
    UNIT_CHANGE = "unit_change"
    OWNERS = "owners"
    SUPPLEMENT = "supplement"


def _document() -> Word:
    return Word(DocumentKind, load_default=DocumentKind.CONTRACT)


class ReplaceTemplate(Request):
    id = Id(load_default=new_id)
    project_id = Id(required=True)
    document = _document()
    file_name = Text(required=True, most=200)
    file = Content(required=True, validate=validate.Length(min=1, max=MOST_TEMPLATE_BYTES))


class TemplateOf(Request):
    project_id = Id(required=True)
    document = _document()


replace_template = Operation(
    "inventory",
    "replace_template",
    "Use another Word template for a project's contracts or agreements (更换合同模板)",
    "contract.template",
    ReplaceTemplate,
    Done,
    writes=True,
    deadline=30.0,
    refuses=(
        template_unreadable.name,
        template_unknown.name,
        template_unsafe.name,
        *UNPROCESSED,
    ),
)
reset_template = Operation(
    "inventory",
    "reset_template",
    "Go back to the template that comes with the product",
    "contract.template",
    TemplateOf,
    Done,
    writes=True,
)
download_template = Operation(
    "inventory",
    "download_template",
    "The template that a project's contracts or agreements are drafted from",
    "contract.draft",
    TemplateOf,
    File,
    deadline=30.0,
)

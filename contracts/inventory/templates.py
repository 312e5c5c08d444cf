"""The Word template of a project's contracts (合同模板): the company's own, or the one that comes
with the product (I-16)."""

from marshmallow import validate

from contracts.files import Content, File
from contracts.operation import Operation
from contracts.refusals import Invalid, code
from contracts.schema import Done, Id, Request, Text, new_id

MOST_TEMPLATE_BYTES = 5 << 20

template_unreadable = code(
    Invalid,
    "template_unreadable",
    zh="模板无法读取，请上传 Word 文档（.docx）；占位符的写法见说明：{problem}。",
    en="The template can't be used; send a Word document (.docx). What is wrong: {problem}.",
)
template_unknown = code(
    Invalid,
    "template_unknown",
    zh="模板含未知占位符：{unknown}。",
    en="The template has unknown placeholders: {unknown}.",
)
template_unsafe = code(
    Invalid,
    "template_unsafe",
    zh="模板只能使用占位符、循环和条件，且不能含宏或外部链接：{problem}。",
    en="A template may insert, repeat and decide, and holds no macros or outside links: {problem}.",
)


class ReplaceTemplate(Request):
    id = Id(load_default=new_id)
    project_id = Id(required=True)
    file_name = Text(required=True, most=200)
    file = Content(required=True, validate=validate.Length(min=1, max=MOST_TEMPLATE_BYTES))


class TemplateOf(Request):
    project_id = Id(required=True)


replace_template = Operation(
    "inventory",
    "replace_template",
    "Use another Word template for a project's contracts (更换合同模板)",
    "contract.template",
    ReplaceTemplate,
    Done,
    writes=True,
    deadline=30.0,
    refuses=(
        "template_unreadable",
        "template_unknown",
        "template_unsafe",
        "file_unsuitable",
        "file_unsafe",
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
    "The template that a project's contracts are drafted from",
    "contract.draft",
    TemplateOf,
    File,
    deadline=30.0,
)

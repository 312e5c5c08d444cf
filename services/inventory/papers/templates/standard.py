"""The templates that come with the product, as Word documents."""

from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from contracts.inventory.papers.templates import DocumentKind
from services.inventory.papers.templates.clauses import WORDINGS, Clauses
from services.inventory.papers.templates.placeholders import PLAN, PLAN_FIELDS

_FONT = "SimSun"


def file_name(document: DocumentKind) -> str:
    return f"{WORDINGS[document].title}（通用模板）.docx"


@cache
def standard_template(kind: DocumentKind = DocumentKind.CONTRACT) -> bytes:
    """The document as bytes."""
    wording = WORDINGS[kind]
    document = Document()
    _set_font(document)
    title = document.add_heading(wording.title, level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = document.add_paragraph("合同编号：{{ 合同编号 }}")
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add(document, wording.before)
    if wording.has_plan:
        _add_plan(document, may_be_missing=kind is not DocumentKind.CONTRACT)
    _add(document, wording.after)
    document.add_paragraph("\n出卖人（盖章）：　　　　　　　　　　买受人（签字）：")
    document.add_paragraph("起草日期：{{ 起草日期 }}　　　　　　　　签订日期：　　年　　月　　日")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _set_font(document: Doc) -> None:
    """Chinese characters have a font of their own in Word."""
    for name in ("Normal", "Title", "Heading 2"):
        style = document.styles[name]
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(11)


def _add(document: Doc, clauses: Clauses) -> None:
    for heading, text in clauses:
        document.add_heading(heading, level=2)
        for line in text.split("\n"):
            document.add_paragraph(line)


def _add_plan(document: Doc, *, may_be_missing: bool) -> None:
    if may_be_missing:
        document.add_paragraph(f"{{%p if {PLAN} %}}")
        document.add_paragraph("变更后各期付款如下：")
    _add_table(document)
    if may_be_missing:
        document.add_paragraph("{%p endif %}")


def _add_table(document: Doc) -> None:
    table = document.add_table(rows=4, cols=len(PLAN_FIELDS), style="Table Grid")
    rows = (
        list(PLAN_FIELDS),
        [f"{{%tr for 期 in {PLAN} %}}"],
        [f"{{{{ 期.{field} }}}}" for field in PLAN_FIELDS],
        ["{%tr endfor %}"],
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text

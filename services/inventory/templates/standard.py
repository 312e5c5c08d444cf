"""The template that comes with the product: a plain sales contract to start from. A company
replaces it by its own, which the competent authority has approved (示范文本)."""

from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from services.inventory.templates.rules import PLAN, PLAN_FIELDS

FILE_NAME = "商品房买卖合同（通用模板）.docx"
_FONT = "SimSun"
_CLAUSES: tuple[tuple[str, str], ...] = (
    (
        "第一条　合同当事人",
        "出卖人：{{ 开发商 }}\n买受人：{{ 买受人 }}\n证件：{{ 证件类型 }}　号码：{{ 证件号码 }}\n"
        "联系电话：{{ 联系电话 }}",
    ),
    (
        "第二条　项目与房屋",
        "项目：{{ 项目名称 }}{% if 项目地址 %}，位于{{ 项目地址 }}{% endif %}；"
        "预售许可证号：{{ 预售许可证 }}。\n"
        "房屋：{{ 楼栋 }} {{ 单元 }} {{ 房号 }}，第 {{ 楼层 }} 层，户型 {{ 户型 }}，"
        "用途 {{ 用途 }}；"
        "建筑面积 {{ 建筑面积 }} 平方米{% if 套内面积 %}，套内建筑面积 {{ 套内面积 }} 平方米"
        "{% endif %}。",
    ),
    (
        "第三条　价款",
        "{% if 单价 %}单价每平方米人民币 {{ 单价 }} 元，{% endif %}"
        "总价人民币 {{ 总价 }} 元（大写：{{ 总价大写 }}）。\n"
        "{% if 定金 %}买受人已付定金人民币 {{ 定金 }} 元（大写：{{ 定金大写 }}），抵作房款。"
        "{% endif %}",
    ),
    ("第四条　付款方式与期限", "付款方式：{{ 付款方式 }}。各期付款如下："),
)
_REST: tuple[tuple[str, str], ...] = (
    (
        "第五条　交付",
        "出卖人应于 {{ 交房日期 }} 前将符合交付条件的房屋交付买受人。"
        "产权登记面积与合同约定面积的误差，比值绝对值在百分之三以内的据实结算，"
        "超出部分依相关规定处理。",
    ),
    (
        "第六条　争议解决",
        "本合同履行中发生争议的，双方协商解决；协商不成的，向房屋所在地人民法院起诉。",
    ),
    ("第七条　其他", "本合同一式肆份，自双方签字（盖章）之日起生效。"),
)


@cache
def standard_template() -> bytes:
    """The document as bytes."""
    document = Document()
    _set_font(document)
    title = document.add_heading("商品房买卖合同", level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = document.add_paragraph("合同编号：{{ 合同编号 }}")
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add(document, _CLAUSES)
    _add_plan(document)
    _add(document, _REST)
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


def _add(document: Doc, clauses: tuple[tuple[str, str], ...]) -> None:
    for heading, text in clauses:
        document.add_heading(heading, level=2)
        for line in text.split("\n"):
            document.add_paragraph(line)


def _add_plan(document: Doc) -> None:
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

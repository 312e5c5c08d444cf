"""A template inserts, repeats and decides, and nothing else; what it holds is checked first."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from common.word.checking import MOST_UNPACKED
from common.word.filling import fill
from contracts.inventory.papers.templates import DocumentKind
from contracts.refusals import Refusal
from deploy.local.settings import ROOT
from services.inventory.papers.templates.placeholders import (
    AGREEMENT,
    PLACEHOLDERS,
    PLAN,
    PLAN_FIELDS,
    example,
)
from services.inventory.papers.templates.standard import standard_template
from tests import files


def render(content: bytes, values: Mapping[str, Any]) -> bytes:
    """In this process: what it takes to leave it is `tests/foundation/test_confinement.py`."""
    return fill(content, values=values, lines=PLAN, fields=list(PLAN_FIELDS))


def check(content: bytes, document: DocumentKind = DocumentKind.CONTRACT) -> None:
    render(content, example(document))


def refusal_of(content: bytes) -> tuple[str, object]:
    with pytest.raises(Refusal) as refused:
        check(content)
    details = refused.value.details
    return refused.value.code, details.get("unknown") or details.get("problem")


def test_the_standard_templates_pass_and_together_name_every_placeholder() -> None:
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for document in DocumentKind:
        content = standard_template(document)
        check(content, document)
        said = set(re.findall(r"\{\{ (\w+)", files.texts(content)))
        named[document is DocumentKind.CONTRACT] |= said
    assert PLACEHOLDERS.keys() <= named[True]
    assert AGREEMENT.keys() <= named[False]


@pytest.mark.parametrize("document", list(DocumentKind))
def test_a_filled_template_says_what_it_was_given(document: DocumentKind) -> None:
    content = standard_template(document)
    filled = files.texts(render(content, example(document)))
    for name, value in example(document).items():
        if f"{{{{ {name} }}}}" in files.texts(content):
            assert value in filled, name
    assert "{" not in filled


def test_an_agreement_may_name_more_than_a_contract() -> None:
    content = files.docx("{{ 新房号 }}")
    assert refusal_of(content) == ("template_unknown", ["新房号"])
    check(content, DocumentKind.UNIT_CHANGE)


def test_the_plan_has_a_row_for_each_claim() -> None:
    values = example(DocumentKind.CONTRACT) | {
        PLAN: [PLAN_FIELDS | {"期次": str(n)} for n in (1, 2, 3)]
    }
    document = Document(BytesIO(render(standard_template(), values)))
    [table] = document.tables
    assert [row.cells[0].text for row in table.rows] == ["期次", "1", "2", "3"]


def test_values_cannot_break_out_of_their_place() -> None:
    values = example(DocumentKind.CONTRACT) | {"买受人": "</w:t><b>{{ 总价 }}&"}
    filled = files.texts(render(standard_template(), values))
    assert "买受人：</w:t><b>{{ 总价 }}&" in filled


@pytest.mark.parametrize(
    ("text", "code", "what"),
    [
        ("{{ 折扣 }}", "template_unknown", ["折扣"]),
        ("{{ 总价.数 }}", "template_unknown", ["数"]),
        ("{{ ''.__class__ }}", "template_unknown", ["__class__"]),
        ("{% for 期 in 付款计划 %}{{ 期.备注 }}{% endfor %}", "template_unknown", ["备注"]),
        ("{{ cycler.__init__ }}", "template_unknown", ["__init__", "cycler"]),
        ("{{ 总价|upper }}", "template_unsafe", "Filter"),
        ("{{ 总价() }}", "template_unsafe", "Call"),
        ("{{ 总价['x'] }}", "template_unsafe", "Getitem"),
        ("{{ 9**9 }}", "template_unsafe", "Pow"),
        ("{% set x = 总价 %}", "template_unsafe", "Assign"),
        ("{% include 'x' %}", "template_unsafe", "Include"),
        ("{% for i in range(9) %}x{% endfor %}", "template_unsafe", "for … in 付款计划"),
        (
            "{% for a in 付款计划 %}{% for b in 付款计划 %}x{% endfor %}{% endfor %}",
            "template_unsafe",
            "for … in 付款计划",
        ),
    ],
)
def test_what_a_template_may_not_do_is_refused_by_name(text: str, code: str, what: object) -> None:
    for content in (
        files.docx(text),
        files.docx("正文", footer=text),
        files.docx("正文", title=text),
    ):
        assert refusal_of(content) == (code, what)


@pytest.mark.parametrize("text", ["{{ 总价", "{% if 总价 %}", "{% nothing %}"])
def test_a_template_that_does_not_parse_is_refused(text: str) -> None:
    assert refusal_of(files.docx(text))[0] == "template_unreadable"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", files.PDF, files.XLSX])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    assert refusal_of(content)[0] == "template_unreadable"


_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="https://elsewhere.example/x" TargetMode="External"/>'
    "</Relationships>"
).replace("{kind}", "%s")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/vbaProject.bin", b"macro"),
        ("word/embeddings/oleObject1.bin", b"object"),
        ("word/activeX/activeX1.xml", b"<a/>"),
        ("word/extra.xml", b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'),
        ("word/_rels/settings.xml.rels", (_RELATION % "attachedTemplate").encode()),
        ("word/media/big.bin", bytes(MOST_UNPACKED + 1)),
    ],
)
def test_what_word_would_run_or_fetch_is_refused(name: str, content: bytes) -> None:
    assert refusal_of(files.with_part(files.docx("{{ 总价 }}"), name, content))[0] == (
        "template_unsafe"
    )


def test_an_ordinary_link_is_welcome() -> None:
    document = files.docx("{{ 总价 }}")
    check(
        files.with_part(
            document, "word/_rels/settings.xml.rels", (_RELATION % "hyperlink").encode()
        )
    )


def test_the_documentation_lists_every_placeholder() -> None:
    said = (ROOT / "docs" / "contract-template.md").read_text()
    listed = set(re.findall(r"^\| `\{\{ (?:期\.)?(\w+) \}\}`", said, re.M))
    assert listed == PLACEHOLDERS.keys() | AGREEMENT.keys() | PLAN_FIELDS.keys()

"""A template takes nothing from outside, runs nothing and hides nothing: what is not known is
refused, however it is written; and so is what a filled template has become."""

import zipfile
from io import BytesIO

import pytest

from common.word import checking, fields
from common.word.checking import check
from contracts.inventory.papers.templates import DocumentKind
from contracts.refusals import Refusal
from services.inventory.papers.templates import filling
from services.inventory.papers.templates.placeholders import example
from services.inventory.papers.templates.standard import standard_template
from tests import files

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "word/_rels/footer1.xml.rels"
GOOD = files.docx("{{ 总价 }}", footer="第 1 页")


def with_relation(
    kind: str, target: str, *, mode: str = 'TargetMode="External"', issuer: str = _OFFICE
) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId9" Type="{issuer}/{kind}" '
        f'Target="{target}" {mode}/></Relationships>'
    )


def footer(inside: str) -> bytes:
    """The document with another footer."""
    content = f"<w:ftr {W}><w:p>{inside}</w:p></w:ftr>".encode()
    return files.with_part(GOOD, "word/footer1.xml", content)


def refused(content: bytes) -> str:
    with pytest.raises(Refusal) as found:
        check(content)
    return found.value.code


def test_the_good_ones_pass() -> None:
    """The control of the others."""
    check(GOOD)
    check(footer("<w:r><w:t>页脚</w:t></w:r>"))
    check(
        files.with_part(GOOD, RELATIONS, with_relation("hyperlink", "https://e.example/").encode())
    )
    for kind in ("mailto:a@e.example", "http://e.example/?a=b#c"):
        check(files.with_part(GOOD, RELATIONS, with_relation("hyperlink", kind).encode()))


_IMAGE = with_relation("image", "https://e.example/pixel.png")


@pytest.mark.parametrize(
    "relations",
    [
        _IMAGE.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + _IMAGE).encode("utf-16"),
        _IMAGE.encode("utf-16-be"),
        _IMAGE.replace("External", "&#69;xternal").encode(),
        _IMAGE.replace('TargetMode="External"', "TargetMode='External'").encode(),
        _IMAGE.replace("TargetMode=", "TargetMode\n =\t").encode(),
        _IMAGE.replace("xmlns=", "xmlns:p=")
        .replace("<Rel", "<p:Rel")
        .replace("</Rel", "</p:Rel")
        .encode(),
        _IMAGE.replace("External", "external").encode(),
        _IMAGE.replace("image", "&#105;mage").encode(),
        with_relation("image", "https://e.example/hyperlink").encode(),
        with_relation("image", "https://e.example/x", mode="").encode(),
        with_relation("image", "//e.example/x", mode="").encode(),
        with_relation("image", "\\\\e.example\\x", mode="").encode(),
        with_relation("image", "file:///c:/x.png", mode='TargetMode="Internal"').encode(),
        with_relation("attachedTemplate", "https://e.example/a.dotm").encode(),
        with_relation("oleObject", "https://e.example/a").encode(),
        with_relation("frame", "https://e.example/a").encode(),
        with_relation("subDocument", "https://e.example/a.docx").encode(),
        with_relation("aFChunk", "a.html", mode="").encode(),
        with_relation("mailMergeSource", "file:///c:/a.csv").encode(),
        with_relation("recipientData", "a.xml", mode="").encode(),
        with_relation("control", "activeX.xml", mode="").encode(),
        with_relation("package", "a.xlsx", mode="").encode(),
        with_relation("font", "a.odttf", mode="").encode(),
        with_relation("vbaProject", "vba.bin", mode="").encode(),
        with_relation("hyperlink", "file:///c:/a.exe").encode(),
        with_relation("hyperlink", "\\\\e.example\\a").encode(),
        with_relation("hyperlink", "javascript:alert(1)").encode(),
        with_relation("hyperlink", "ms-msdt:/id").encode(),
        with_relation("hyperlink", "search-ms:query=a").encode(),
        with_relation("hyperlink", "https://e.example", issuer="http://e.example").encode(),
        with_relation("hyperlink", "https://e.example/{{ 买受人 }}").encode(),
        b"<Relationships/",
    ],
)
def test_a_relationship_that_is_not_known_is_refused(relations: bytes) -> None:
    assert refused(files.with_part(GOOD, RELATIONS, relations)).startswith("template_un")


def test_relationships_of_no_part_are_refused() -> None:
    assert refused(files.with_part(GOOD, "word/_rels/none.xml.rels", _IMAGE.encode())) == (
        "template_unsafe"
    )


def complex_field(*pieces: str) -> str:
    said = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{said}'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


DANGEROUS = [
    'DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"',
    "dde excel a b",
    'INCLUDEPICTURE "https://e.example/pixel.png"',
    'INCLUDETEXT "\\\\\\\\e.example\\\\a.docx"',
    "IMPORT a.wmf",
    "LINK Excel.Sheet.12 a.xlsx",
    "EMBED Package",
    "MACROBUTTON AutoOpen x",
    "GOTOBUTTON a b",
    "DATABASE \\\\d a",
    "AUTOTEXT a",
    "RD a.docx",
    "QUOTE 68 68 69",
    "SET a b",
    "IF 1 = 1 a b",
    "MERGEFIELD a",
    "NEXT",
    "ASK a b",
    "FILLIN a",
    "PRINT 27",
    "HTMLCONTROL a",
    "CONTROL Forms.TextBox.1",
    "ADDIN",
    "BARCODE a",
    "USERNAME",
    "DOCVARIABLE a",
    'HYPERLINK "file:///c:/a.exe"',
    "HYPERLINK \\\\e.example\\a",
    'HYPERLINK "{{ 买受人 }}"',
    "{{ 买受人 }}",
    "PAGE {{ 买受人 }}",
    "",
]


@pytest.mark.parametrize("instruction", DANGEROUS)
def test_a_field_that_is_not_known_is_refused(instruction: str) -> None:
    said = instruction.replace('"', "&quot;")
    halves = (instruction[n : n + 2] for n in range(0, len(instruction), 2))
    for body in (
        complex_field(said),
        complex_field(" ", *(half.replace('"', "&quot;") for half in halves)),
        f'<w:fldSimple w:instr="{said}"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        complex_field("PAGE ", "</w:instrText></w:r>" + complex_field(said) + "<w:r><w:instrText>"),
    ):
        assert refused(footer(body)) == "template_unsafe"


@pytest.mark.parametrize(
    "instruction",
    [
        "PAGE",
        " NUMPAGES  \\* MERGEFORMAT ",
        'DATE \\@ "yyyy年M月d日"',
        'TOC \\o "1-3" \\h \\z \\u',
        "PAGEREF _Toc1 \\h",
        'HYPERLINK \\l "_Toc1"',
        'HYPERLINK "https://e.example/"',
        "SEQ 表 \\* ARABIC",
        "=SUM(ABOVE)",
    ],
)
def test_a_field_that_is_known_is_welcome(instruction: str) -> None:
    fields.check(instruction)
    check(footer(complex_field(instruction.replace('"', "&quot;"))))


@pytest.mark.parametrize(
    "body",
    [
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="other"/></w:r>',
        "<w:r><w:delInstrText>DDEAUTO a b</w:delInstrText></w:r>",
        '<w:altChunk r:id="a" xmlns:r="r"/>',
        "<w:subDoc/>",
        "<w:object/>",
        '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/>',
        "<w:control/>",
        "<w:mailMerge/>",
        "<w:attachedTemplate/>",
        "<w:entryMacro w:val='a'/>",
        '<v:imagedata xmlns:v="urn:v" src="https://e.example/a.png"/>',
        '<v:fill xmlns:v="urn:v" xmlns:o="urn:o" o:href="https://e.example/a.png"/>',
        '<v:rect xmlns:v="urn:v" style="behavior: url (x)"/>',
        '<a:blip xmlns:a="urn:a" xmlns:r="urn:r" r:link="rId1"/>',
        '<a:hlinkClick xmlns:a="urn:a" action="ppaction://program"/>',
    ],
)
def test_an_element_that_fetches_runs_or_embeds_is_refused(body: str) -> None:
    assert refused(footer(body)) == "template_unsafe"


def test_a_link_is_no_picture() -> None:
    picture = '<a:blip xmlns:a="urn:a" xmlns:r="urn:r" r:embed="rId9"/>'
    content = files.with_part(
        footer(picture), RELATIONS, with_relation("hyperlink", "https://e.example/a.png").encode()
    )
    assert refused(content) == "template_unsafe"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/fonts/font1.odttf", b"font"),
        ("word/media/image1.emf", b"\x01\0\0\0"),
        ("word/media/image1.png", b"\x01\0\0\0 no picture"),
        ("word/charts/chart1.xml", b"<c/>"),
        ("customXml/item9.xml", b"<data/>"),
        ("word/embeddings/a.docx", b"PK"),
        ("word/afchunk.mht", b"MIME"),
        ("a.exe", b"MZ"),
    ],
)
def test_a_part_that_is_not_known_is_refused(name: str, content: bytes) -> None:
    assert refused(files.with_part(GOOD, name, content)) == "template_unsafe"


def test_a_document_with_macros_is_refused_by_its_type() -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        types = archive.read("[Content_Types].xml")
    active = types.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"ms-word.document.macroEnabled.main+xml",
    )
    assert active != types
    assert refused(files.with_part(GOOD, "[Content_Types].xml", active)) == "template_unreadable"


def test_what_a_template_turns_into_is_checked_again() -> None:
    """A field that loses its beginning by the template's own logic."""
    content = footer(
        "<w:r><w:t>{% if not 总价 %}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:t>{% endif %}</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    check(content)
    with pytest.raises(Refusal, match="template_unsafe"):
        filling.check(content)


def test_a_value_becomes_no_field() -> None:
    values = example(DocumentKind.CONTRACT) | {
        "买受人": '</w:t></w:r><w:fldSimple w:instr="DDEAUTO a b"/>\t\n\a{{ 总价 }}'
    }
    check(filling.render(standard_template(), values))


def test_a_template_of_many_open_brackets_is_answered_in_time() -> None:
    for text in ("<" * 30_000, "{{ " * 10_000, "{%p " * 8_000, "{{r " + "{" * 20_000):
        with pytest.raises(Refusal):
            filling.check(files.docx(f"{{{{ {text} }}}}"))


def test_too_much_is_refused_unread() -> None:
    content = files.with_part(GOOD, "word/a.xml", b" " * (checking.MOST_UNPACKED + 1))
    assert refused(content) == "template_unsafe"

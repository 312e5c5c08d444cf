"""What a template may hold, and how it is filled (I-16; `docs/contract-template.md`).

A template inserts values, repeats the payment plan and decides; it calls nothing. What Word would
fetch from elsewhere when the document is opened is refused, too.
"""

import re
from collections.abc import Collection, Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from contracts.archives import ArchiveTooLarge, UnreadableArchive, parts_of
from contracts.inventory.papers.templates import (
    DocumentKind,
    template_unknown,
    template_unreadable,
    template_unsafe,
)
from services.inventory.papers.templates.placeholders import PLAN, PLAN_FIELDS, example

MOST_UNPACKED = 30 << 20
_ALLOWED = (
    nodes.Template,
    nodes.TemplateData,
    nodes.Output,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_OUTSIDE = re.compile(rb'<Relationship\b(?=[^>]*TargetMode\s*=\s*["\']External["\'])[^>]*>', re.I)


class _Checked(SandboxedEnvironment):
    """Every piece of a template that is rendered passes the check: body, headers, notes,
    properties. Nothing is there but the values: jinja's own globals are gone."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(undefined=StrictUndefined)
        self.globals.clear()
        self._names = frozenset(names)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        _check(self.parse(source), self._names)
        return super().from_string(source, *args, **kwargs)


def _check(tree: nodes.Template, names: frozenset[str]) -> None:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise template_unsafe(field="file", problem=type(node).__name__)
        if isinstance(node, nodes.For):
            _check_loop(node)
    unknown = meta.find_undeclared_variables(tree) - names
    fields = {node.attr for node in tree.find_all(nodes.Getattr)} - PLAN_FIELDS.keys() - {"index"}
    if unknown or fields:
        raise template_unknown(field="file", unknown=sorted(unknown | fields))


def _check_loop(loop: nodes.For) -> None:
    over = loop.iter
    if not (isinstance(over, nodes.Name) and over.name == PLAN) or loop.find(nodes.For):
        raise template_unsafe(field="file", problem=f"for … in {PLAN}")


def check(content: bytes, document: DocumentKind = DocumentKind.CONTRACT) -> None:
    """Raises `template_unreadable`, `template_unknown`, `template_unsafe`."""
    _check_parts(content)
    render(content, example(document))


def render(content: bytes, values: Mapping[str, Any]) -> bytes:
    """The template filled in. Raises `template_unreadable`, `template_unknown`,
    `template_unsafe`."""
    try:
        document = DocxTemplate(BytesIO(content))
        document.render(dict(values), _Checked(values.keys()), autoescape=True)
        filled = BytesIO()
        document.save(filled)
    except TemplateError as error:
        raise template_unreadable(field="file", problem=_plain(error)) from None
    except (KeyError, ValueError, SyntaxError) as error:
        raise template_unreadable(field="file", problem=type(error).__name__) from None
    return filled.getvalue()


def _plain(error: TemplateError) -> str:
    return re.sub(r"<[^>]*>", "", error.message or type(error).__name__)[:200]


def _check_parts(content: bytes) -> None:
    """Nothing that unpacks to too much, no macros, no entities, no outside parts but links."""
    try:
        for name, part in parts_of(content, most=MOST_UNPACKED):
            _check_part(name, part)
    except UnreadableArchive:
        raise template_unreadable(field="file", problem="zip") from None
    except ArchiveTooLarge:
        raise template_unsafe(field="file", problem=f"> {MOST_UNPACKED >> 20} MiB") from None


def _check_part(name: str, content: bytes) -> None:
    if "vba" in name.lower() or "/embeddings/" in name or "/activex/" in name.lower():
        raise template_unsafe(field="file", problem=name)
    if not name.endswith((".xml", ".rels")):
        return
    if _ENTITIES.search(content):
        raise template_unsafe(field="file", problem=name)
    links = (found.group() for found in _OUTSIDE.finditer(content))
    if any(b"/hyperlink" not in link for link in links):
        raise template_unsafe(field="file", problem=name)

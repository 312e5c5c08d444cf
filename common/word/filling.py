"""Fill a template: it inserts values, repeats one list and decides; it calls nothing."""

from collections.abc import Collection, Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from common.word.checking import check
from contracts.documents import template_unknown, template_unreadable, template_unsafe

_MOST_OF_A_MESSAGE = 200
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


class _Checked(SandboxedEnvironment):
    """Every piece of a template that is rendered passes the check: body, headers, notes,
    properties. Nothing is there but the values: jinja's own globals are gone."""

    def __init__(self, names: Collection[str], lines: str, fields: Collection[str]) -> None:
        super().__init__(undefined=StrictUndefined)
        self.globals.clear()
        self._names, self._lines, self._fields = frozenset(names), lines, frozenset(fields)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        self._check(self.parse(source))
        return super().from_string(source, *args, **kwargs)

    def _check(self, tree: nodes.Template) -> None:
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise template_unsafe(field="file", problem=type(node).__name__)
            if isinstance(node, nodes.For):
                self._check_loop(node)
        unknown = meta.find_undeclared_variables(tree) - self._names
        asked = {node.attr for node in tree.find_all(nodes.Getattr)}
        fields = asked - self._fields - {"index"}
        if unknown or fields:
            raise template_unknown(field="file", unknown=sorted(unknown | fields))

    def _check_loop(self, loop: nodes.For) -> None:
        over = loop.iter
        if not (isinstance(over, nodes.Name) and over.name == self._lines) or loop.find(nodes.For):
            raise template_unsafe(field="file", problem=f"for … in {self._lines}")


def fill(
    content: bytes, *, values: Mapping[str, Any], lines: str, fields: Collection[str]
) -> bytes:
    """The template filled in; `lines` names the list among `values` that may be repeated, whose
    items have `fields`. Template and document are both checked.

    Raises `template_unreadable`, `template_unknown`, `template_unsafe`.
    """
    check(content)
    try:
        document = DocxTemplate(BytesIO(content))
        document.render(dict(values), _Checked(values.keys(), lines, fields), autoescape=True)
        filled = BytesIO()
        document.save(filled)
    except TemplateError as error:
        raise template_unreadable(field="file", problem=_plain(error)) from None
    except (KeyError, ValueError, SyntaxError) as error:
        raise template_unreadable(field="file", problem=type(error).__name__) from None
    check(filled.getvalue())
    return filled.getvalue()


def _plain(error: TemplateError) -> str:
    """The message without the document's own marks, which jinja quotes."""
    message = (error.message or type(error).__name__)[: 2 * _MOST_OF_A_MESSAGE]
    texts = [part.rpartition(">")[2] for part in message.split("<")]
    return "".join(texts)[:_MOST_OF_A_MESSAGE]

"""Agreements on changes (变更协议, I-21): the text that company and buyer sign for an order that
was carried out; drafted from a template like a contract."""

from marshmallow import fields

from contracts.inventory.changes.change_orders import OneChangeOrder
from contracts.inventory.papers.templates import DocumentKind
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Id, Moment, new_id
from contracts.words import Word

agreement_not_due = code(
    Conflict,
    "agreement_not_due",
    zh="变更单执行后才能生成协议，当前为 {status}。",
    en="An agreement is drafted once the change is made; the order is {status}.",
)


class DraftAgreement(OneChangeOrder):
    id = Id(load_default=new_id)


class AgreementDrafted(Answer):
    """`number` counts the order's texts."""

    id = fields.UUID()
    number = fields.Integer()
    attachment_id = fields.UUID()


class Agreement(Answer):
    """One generated text; `document` is what kind of agreement it is (`document_kind`)."""

    id = fields.UUID()
    number = fields.Integer()
    document = Word(DocumentKind)
    attachment_id = fields.UUID()
    standard_template = fields.Boolean()
    drafted_by = fields.String()
    drafted_at = Moment()


class Agreements(Answer):
    items = fields.List(fields.Nested(Agreement))


draft_agreement = Operation(
    "inventory",
    "draft_agreement",
    "Draft the agreement on a change from the project's template; earlier texts are kept"
    " (生成变更协议)",
    "contract.draft",
    DraftAgreement,
    AgreementDrafted,
    writes=True,
    deadline=20.0,
    refuses=("agreement_not_due", "template_unreadable", "unavailable"),
)
list_agreements = Operation(
    "inventory",
    "list_agreements",
    "The texts of the agreement on a change, newest first",
    "deal.read",
    OneChangeOrder,
    Agreements,
)

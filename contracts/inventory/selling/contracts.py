"""Contracts (合同): drafting, deviations from what was quoted, execution and statistics (I-16)."""

from enum import StrEnum

from marshmallow import fields

from contracts.can import Can
from contracts.inventory.register.deals import DealStage, OneDeal
from contracts.inventory.selling.signing import sign_contract
from contracts.inventory.selling.subscriptions import DEAL_CAN
from contracts.listing import Sort
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Day, Id, Moment, Money, Page, Request, new_id, page_of
from contracts.words import Word

CONTRACT_STAGES = (DealStage.SUBSCRIBED, DealStage.SOLD)


class ContractTerm(StrEnum):
    """What a contract may deviate in from its quotation."""

    PRICE = "price"
    PAYMENT_METHOD = "payment_method"
    PAYMENT_PLAN = "payment_plan"
    DEPOSIT = "deposit"


class ContractIssue(StrEnum):
    """What a contract, or a subscription on its way to one, lacks."""

    SIGNING_OVERDUE = "signing_overdue"
    DOCUMENTS_MISSING = "documents_missing"
    NO_DRAFT = "no_draft"
    UNARCHIVED = "unarchived"
    DEVIATING = "deviating"
    PAYMENT_OVERDUE = "payment_overdue"


contract_deviates = code(
    Conflict,
    "contract_deviates",
    zh="合同条款与报价单不一致，请核对并确认偏差。",
    en="The contract deviates from its quotation; look at the differences and confirm them.",
)
contract_not_drafted = code(
    Conflict,
    "contract_not_drafted",
    zh="没有与当前条款一致的合同文本，请先生成；无合同文本的签约须由经理特别确认。",
    en="There is no contract text with the present terms: draft it, or have the manager confirm"
    " that it is signed without one.",
)


class DraftContract(OneDeal):
    id = Id(load_default=new_id)


class Deviation(Answer):
    """A term that is not as it was quoted: money as the API writes it, the payment method's word,
    the plan's name."""

    term = Word(ContractTerm)
    quoted = fields.String(allow_none=True)
    agreed = fields.String(allow_none=True)


class ContractDraft(Answer):
    """One generated text; `current` while the deal's terms are what it says."""

    id = fields.UUID()
    number = fields.Integer()
    attachment_id = fields.UUID()
    current = fields.Boolean()
    standard_template = fields.Boolean()
    drafted_by = fields.String()
    drafted_at = Moment()


class Drafted(Answer):
    """`number` counts the deal's texts."""

    id = fields.UUID()
    number = fields.Integer()
    contract_number = fields.String()
    attachment_id = fields.UUID()
    version = fields.Integer()


class Contract(Answer):
    """A deal's contract as far as it has come. `deviations` are the present ones before signing,
    the confirmed ones after it; `needs` says whose confirmation it takes."""

    deal_id = fields.UUID()
    contract_number = fields.String(allow_none=True)
    stage = Word(DealStage)
    signed_on = fields.Date(allow_none=True)
    drafts = fields.List(fields.Nested(ContractDraft))
    deviations = fields.List(fields.Nested(Deviation))
    needs = fields.List(Word(Role))
    signed_without_text = fields.Boolean()
    archive_by = Moment(allow_none=True)
    archived = fields.Boolean()
    issues = fields.List(Word(ContractIssue))
    can = Can("Contract", sign_contract)


class ListContracts(Page):
    """Subscribed and signed deals; `issue`: only those that have it."""

    project_id = Id()
    stage = Word(CONTRACT_STAGES, name="ContractStage")
    issue = Word(ContractIssue)
    sort = Sort("Contract", "price", "contract_number", "signed_on", "sign_by")


class ContractRow(Answer):
    deal_id = fields.UUID()
    project_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    stage = Word(DealStage)
    contract_number = fields.String(allow_none=True)
    price = Money()
    received = Money()
    subscribed_at = Moment(allow_none=True)
    sign_by = Moment(allow_none=True)
    signed_on = fields.Date(allow_none=True)
    issues = fields.List(Word(ContractIssue))
    can = DEAL_CAN


class ReadContractStatistics(Request):
    """Business days from `from` to `to`, both included; by default this year so far."""

    first = Day(data_key="from")
    last = Day(data_key="to")
    project_id = Id()


class ContractFigures(Answer):
    """A project's period. Days are averages of the deals signed in it, from reservation to
    subscription (认) and from there to signing (签). The last six are as of now, over all
    subscribed and signed deals."""

    project_id = fields.UUID()
    project = fields.String()
    subscribed = fields.Integer()
    subscribed_amount = Money()
    signed = fields.Integer()
    signed_amount = Money()
    cancelled = fields.Integer()
    deviating = fields.Integer()
    days_to_subscription = fields.Decimal(as_string=True, allow_none=True)
    days_to_signing = fields.Decimal(as_string=True, allow_none=True)
    signing_overdue = fields.Integer()
    documents_missing = fields.Integer()
    unarchived = fields.Integer()
    contracted = Money()
    received = Money()
    overdue = Money()


class ContractStatistics(Answer):
    items = fields.List(fields.Nested(ContractFigures))


draft_contract = Operation(
    "inventory",
    "draft_contract",
    "Draft the contract from the project's template; earlier texts are kept (生成合同)",
    "contract.draft",
    DraftContract,
    Drafted,
    writes=True,
    deadline=20.0,
    refuses=("deal_wrong_stage", "stale_version", "template_unreadable", "unavailable"),
)
read_contract = Operation(
    "inventory",
    "read_contract",
    "A deal's contract: texts, deviations, what is still missing",
    "deal.read",
    OneDeal,
    Contract,
)
list_contracts = Operation(
    "inventory",
    "list_contracts",
    "Subscriptions and contracts with what they lack, newest first (合同台账)",
    "deal.read",
    ListContracts,
    page_of(ContractRow),
)
read_contract_statistics = Operation(
    "inventory",
    "read_contract_statistics",
    "Contracts by project and period: signed, overdue, cycle, collected (合同统计)",
    "contract.read_statistics",
    ReadContractStatistics,
    ContractStatistics,
)

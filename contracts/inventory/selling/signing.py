"""From subscription to contract (签约): documents, the letter's sign-off, the contract."""

from marshmallow import fields, validate

from contracts.inventory.register.deals import DealState, OneDeal
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, code
from contracts.schema import Day, Text

already_checked = code(
    Conflict, "already_checked", zh="文件已审核齐全。", en="The documents are already complete."
)
already_signed_off = code(
    Conflict, "already_signed_off", zh="认购书已签批。", en="The letter is already signed for."
)
documents_incomplete = code(
    Conflict, "documents_incomplete", zh="认购文件尚不齐全。", en="The documents are not complete."
)
contract_not_ready = code(
    Conflict,
    "contract_not_ready",
    zh="尚不能签约：{missing}。",
    en="The contract can't be signed yet; missing: {missing}.",
    words={"missing": "contract_need"},
)
needs_general_manager = code(
    Forbidden,
    "needs_general_manager",
    zh="大额或有偏差的合同需由总经理确认。",
    en="A large or deviating contract needs the general manager.",
)


class CheckDocuments(OneDeal):
    """`complete`, or what is `missing`."""

    complete = fields.Boolean(required=True)
    missing = fields.List(Text(most=60), load_default=list, validate=validate.Length(max=30))


class SignContract(OneDeal):
    """`signed_on` is the business day of signing, today when it isn't given. With
    `deviations_confirmed` the manager knows how the contract differs from its quotation, with
    `without_text` that no text with the present terms was drafted here."""

    signed_on = Day()
    deviations_confirmed = fields.Boolean(load_default=False)
    without_text = fields.Boolean(load_default=False)


check_documents = Operation(
    "inventory",
    "check_documents",
    "The clerk has checked the subscription's documents",
    "deal.check_documents",
    CheckDocuments,
    DealState,
    writes=True,
    refuses=("deal_wrong_stage", "already_checked"),
)
sign_subscription = Operation(
    "inventory",
    "sign_subscription",
    "The manager signs for the subscription letter (认购书)",
    "deal.confirm",
    OneDeal,
    DealState,
    writes=True,
    refuses=("deal_wrong_stage", "documents_incomplete", "already_signed_off"),
)
sign_contract = Operation(
    "inventory",
    "sign_contract",
    "Confirm the contract (签约): the unit is sold",
    "deal.confirm",
    SignContract,
    DealState,
    writes=True,
    refuses=(
        "deal_wrong_stage",
        "contract_not_ready",
        "contract_not_drafted",
        "contract_deviates",
        "needs_general_manager",
    ),
)

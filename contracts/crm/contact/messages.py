"""Messages to customers about their money (客户通知, I-19; seeds 002, 003): told by e-mail
where the customer agrees to it, by a person otherwise, and recorded either way."""

from enum import StrEnum

from marshmallow import fields

from contracts.can import Can
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import Answer, Moment, Money, Page, Request, page_of
from contracts.vocabulary import word_of
from contracts.words import Word


class MessageKind(StrEnum):
    """What the customer is told."""

    PAYMENT_REQUESTED = "payment_requested"
    REQUEST_WITHDRAWN = "request_withdrawn"
    PAYMENT_RECEIVED = "payment_received"
    PAYMENT_REVERSED = "payment_reversed"
    REFUND_PAID = "refund_paid"


class MessageStatus(StrEnum):
    """On its way by e-mail, to be told by a person, told, or overtaken before anybody told it."""

    MAILING = "mailing"
    OPEN = "open"
    TOLD = "told"
    OVERTAKEN = "overtaken"


message_settled = code(
    Conflict,
    "message_settled",
    zh="该通知当前为 {status}，无需再告知。",
    en="This message is {status}; nobody has to tell it any more.",
)
told_at_wrong = code(
    Invalid,
    "told_at_wrong",
    zh="告知时间须在 {earliest} 之后，且不晚于现在。",
    en="It was told after {earliest} and not later than now.",
)


class ListMessages(Page):
    """`owner_id` is whose customers."""

    deal_id = fields.UUID()
    customer_id = fields.UUID()
    owner_id = fields.UUID()
    status = Word(MessageStatus)


class TellCustomer(Request):
    """`told_at` is now by default."""

    message_id = fields.UUID(required=True)
    how = word_of("told_how", required=True)
    told_at = Moment()


class CustomerMessage(Answer):
    """`body` is what to say, after the customer's name. `source_id` is the receipt or refund that
    it is about. `attempts` and `last_error` are those of the e-mail; once it has failed for good
    the message is `open`."""

    id = fields.UUID()
    customer_id = fields.UUID()
    customer_name = fields.String()
    owner_id = fields.UUID(allow_none=True)
    deal_id = fields.UUID()
    source_id = fields.UUID()
    kind = Word(MessageKind)
    status = Word(MessageStatus)
    title = fields.String()
    body = fields.String()
    amount = Money()
    occurred_at = Moment()
    attempts = fields.Integer()
    last_error = fields.String(allow_none=True)
    told_at = Moment(allow_none=True)
    told_by = fields.String(allow_none=True)
    told_how = word_of("told_how", allow_none=True)
    version = fields.Integer()
    can = Can("CustomerMessage", "tell_customer")


class CustomerTold(Answer):
    id = fields.UUID()
    status = Word(MessageStatus)
    version = fields.Integer()


list_customer_messages = Operation(
    "crm",
    "list_customer_messages",
    "What customers were told about their money, or are to be told, newest first",
    "customer.read",
    ListMessages,
    page_of(CustomerMessage),
)
tell_customer = Operation(
    "crm",
    "tell_customer",
    "Record that the customer was told (客户已告知), how and when",
    "customer.tell",
    TellCustomer,
    CustomerTold,
    writes=True,
    refuses=("message_settled", "told_at_wrong"),
)

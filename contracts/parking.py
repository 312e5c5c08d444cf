"""Operations on parked messages, the same for every service (X-02; design §5.6)."""

from enum import StrEnum

from marshmallow import fields

from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Id, Page, Request, Text, page_of
from contracts.words import Word

already_decided = code(
    Conflict,
    "parked_message_decided",
    zh="该消息已处理（{status}）。",
    en="This message has already been decided ({status}).",
)
not_redrivable = code(
    Conflict,
    "parked_message_not_redrivable",
    zh="远程调用请求不能重新投递，请让调用方重试。",
    en="An RPC request can't be redriven; its caller must try again.",
)


class ParkedStatus(StrEnum):
    WAITING = "waiting"
    REDRIVEN = "redriven"
    DISCARDED = "discarded"


class ListParked(Page):
    status = Word(ParkedStatus, load_default=None)


class ShowParked(Request):
    parked_id = Id(required=True)


class DecideParked(ShowParked):
    reason = Text(required=True, most=500)


class ParkedRow(Answer):
    id = fields.UUID()
    queue = fields.String()
    routing_key = fields.String()
    cause = fields.String()
    attempts = fields.Integer()
    request_id = fields.String(allow_none=True)
    parked_at = fields.AwareDateTime(format="iso")
    status = Word(ParkedStatus)
    decided_by = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime(format="iso", allow_none=True)
    reason = fields.String(allow_none=True)


class ParkedMessage(ParkedRow):
    body = fields.String(allow_none=True)
    digest = fields.String()


class ParkedOperations:
    """The four operations of one service."""

    def __init__(self, service: str) -> None:
        self.list = Operation(
            service,
            "list_parked",
            f"Parked messages of {service}",
            "parked.read",
            ListParked,
            page_of(ParkedRow),
        )
        self.show = Operation(
            service,
            "show_parked",
            f"A parked message of {service}",
            "parked.read",
            ShowParked,
            ParkedMessage,
        )
        self.redrive = Operation(
            service,
            "redrive_parked",
            f"Deliver a parked message of {service} to its handler again",
            "parked.decide",
            DecideParked,
            ParkedRow,
            writes=True,
        )
        self.discard = Operation(
            service,
            "discard_parked",
            f"Give up a parked message of {service}",
            "parked.decide",
            DecideParked,
            ParkedRow,
            writes=True,
        )


SERVICES = ("office", "inventory", "crm", "reminders", "reporting")
PARKED = {service: ParkedOperations(service) for service in SERVICES}

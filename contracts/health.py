"""Whether a service answers and reaches its database; the gateway's readiness asks it."""

from marshmallow import fields

from contracts.operation import OPEN, Operation
from contracts.parking import SERVICES
from contracts.schema import Answer, Empty


class Pong(Answer):
    service = fields.String()
    database = fields.Boolean()


PINGS = {
    service: Operation(service, "ping", f"Is {service} there?", OPEN, Empty, Pong, deadline=2.0)
    for service in SERVICES
}

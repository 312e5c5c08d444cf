"""Rows of parked messages, the same for every service (X-02)."""

from contracts.parking import PARKED
from gateway.routing import Route

_AT = "/api/v1/parked-messages"

ROUTES: list[Route] = [
    row
    for service, operations in PARKED.items()
    for row in (
        Route("GET", f"{_AT}/{service}", operations.list),
        Route("GET", f"{_AT}/{service}/{{parked_id}}", operations.show),
        Route("POST", f"{_AT}/{service}/{{parked_id}}/redrive", operations.redrive),
        Route("POST", f"{_AT}/{service}/{{parked_id}}/discard", operations.discard),
    )
]

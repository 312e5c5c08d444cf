"""What every service's database has: parked messages, nearly all decided on."""

from tests.plans.company import NOW, Thing, ident
from tests.plans.filling import Fill

PARKED = 5_000


def fill_parked(fill: Fill) -> None:
    fill("parked_message", ({
        "id": ident(Thing.OTHER, number),
        "status": "redriven" if number % 100 else "waiting",
    } for number in range(PARKED)), queue="x", cause="x", parked_at=NOW)  # fmt: skip

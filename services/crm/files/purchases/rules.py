"""What each event of inventory says about a deal."""

from contracts.event import EventType
from contracts.inventory.register import units as events

RESERVED, SUBSCRIBED, SOLD = "reserved", "subscribed", "sold"
CANCELLED, RELEASED = "cancelled", "released"

RENAMED = "renamed"
"""The change of a deal that gives it another buyer."""

STAGE_AFTER: dict[EventType, str] = {
    events.UNIT_RESERVED: RESERVED,
    events.UNIT_SUBSCRIBED: SUBSCRIBED,
    events.UNIT_SOLD: SOLD,
    events.SALE_CANCELLED: CANCELLED,
    events.UNIT_FREED: RELEASED,
}

DAY_OF = {
    RESERVED: "reserved_on",
    SUBSCRIBED: "subscribed_on",
    SOLD: "sold_on",
    CANCELLED: "cancelled_on",
}
"""The column with the business day of a stage; a reservation that merely ends has none."""

"""What each event of inventory says about a deal."""

RESERVED, SUBSCRIBED, SOLD = "reserved", "subscribed", "sold"
CANCELLED, RELEASED = "cancelled", "released"

RENAMED = "renamed"
"""The change of a deal that gives it another buyer."""

STAGE_AFTER = {
    "unit_reserved": RESERVED,
    "unit_subscribed": SUBSCRIBED,
    "unit_sold": SOLD,
    "sale_cancelled": CANCELLED,
    "unit_freed": RELEASED,
}

DAY_OF = {
    RESERVED: "reserved_on",
    SUBSCRIBED: "subscribed_on",
    SOLD: "sold_on",
    CANCELLED: "cancelled_on",
}
"""The column with the business day of a stage; a reservation that merely ends has none."""

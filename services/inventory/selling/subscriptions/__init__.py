"""Reservation (预订) and subscription (认购)."""

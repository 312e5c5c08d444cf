"""Deals: reservation (预订), subscription (认购), extension, cancellation (退房)."""

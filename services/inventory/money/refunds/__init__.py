"""Refunds (退款): money that goes back to the customer."""

"""Money (收款): what is due, received, refunded, invoiced."""

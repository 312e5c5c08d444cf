"""Money in (收款): requested by sales, confirmed by finance."""

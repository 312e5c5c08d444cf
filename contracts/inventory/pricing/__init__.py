"""Prices (价格): price lists, discounts, authority, payment plans, calculations."""

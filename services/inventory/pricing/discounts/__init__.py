"""Discount policies (优惠) and the price they lead to."""

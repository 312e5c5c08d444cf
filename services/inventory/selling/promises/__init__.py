"""Promises and special fees (特殊承诺、特殊费用) to the customer of a deal."""

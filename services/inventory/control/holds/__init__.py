"""Holds (保留): a unit kept for a beneficiary, with consent and an end."""

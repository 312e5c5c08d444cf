"""A deal's account (账目)."""

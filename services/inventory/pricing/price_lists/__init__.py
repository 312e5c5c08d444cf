"""Versions of a project's price list (价格表版本): from draft to the one in force (I-12)."""

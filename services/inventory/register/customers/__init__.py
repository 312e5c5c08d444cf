"""Whose customer it is: a copy of what crm tells."""

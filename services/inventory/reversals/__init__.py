"""Receipts are undone only by a counter-entry (冲销), with the manager's consent."""

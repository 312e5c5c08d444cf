"""Phone and identity numbers: sealed, found, masked, revealed (C-06, C-15)."""

"""Phone and identity numbers, e-mail: sealed, found, masked, revealed (C-06, C-15)."""

"""Two versions of a price list side by side (对比)."""

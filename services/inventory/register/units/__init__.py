"""Units (房源): states and moves, entry, review, release, history."""

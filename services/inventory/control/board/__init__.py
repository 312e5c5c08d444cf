"""The status board (销控表)."""

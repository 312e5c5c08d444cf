"""Collection rate (回款率)."""

"""From subscription to contract (签约)."""

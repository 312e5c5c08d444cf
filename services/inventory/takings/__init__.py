"""Money that a consultant had to take in an exceptional case (代收款)."""

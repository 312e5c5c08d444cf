"""Whether somebody works here."""

ACTIVE, LEFT = "active", "left"

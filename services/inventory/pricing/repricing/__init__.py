"""Units take the prices of the version in force (调价)."""

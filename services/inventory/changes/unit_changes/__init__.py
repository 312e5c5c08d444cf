"""Another unit for the same buyer (换房): one transaction for both units."""

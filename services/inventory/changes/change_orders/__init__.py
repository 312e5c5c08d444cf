"""Change orders (变更单): cancellation, unit change, new owners, price, extension, payment plan."""

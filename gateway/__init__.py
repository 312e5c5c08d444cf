"""One HTTP API in front of all services (G-01): it validates nothing twice and owns no data."""

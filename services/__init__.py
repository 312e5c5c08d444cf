"""The services: each owns its database and talks to the others through the broker only."""

"""Handover of units (入住、交房), with the settlement of their area."""

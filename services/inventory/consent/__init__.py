"""Consent (审批): the kit of `common.consent` with inventory's kinds, and delegations."""

"""Consent (审批): the kit of `common.consent` with reporting's kinds."""

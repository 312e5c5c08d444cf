"""Approvals (审批): request, decision by those entitled, effect in the deciding transaction."""

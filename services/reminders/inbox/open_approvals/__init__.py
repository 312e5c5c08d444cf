"""Open approvals (待审批) of all services, as their events tell."""

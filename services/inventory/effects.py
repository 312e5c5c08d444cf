"""What approvals cause: kind → (what consent does, what rejection or withdrawal does).

Every effect happens in the transaction of the last decision.
"""

"""Consent (审批): what every service needs to ask for somebody else's (ADR 21, ADR 32).

A service declares a `ConsentContract`, asks with `Consent(contract).ask(…)`, and says in
`CONSENTS` of its corridors what consent and refusal of each kind cause; `approvals_of` makes the
topic with the operations. The tables are the foundation's.
"""

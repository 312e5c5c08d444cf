"""Deadlines (期限) of any service and any subject: their table, and the events that tell reminders
of them (ADR 31). A service that has some opts in by rows in `contracts.deadline_kinds` and by
`deadline_table(Base.metadata)` in its base:

    deadlines.start(session, about, [Due(SIGNING, deal_id, sign_by)], by=by, at=at)
    deadlines.met(session, SIGNING, deal_id, by=by, at=at)
"""

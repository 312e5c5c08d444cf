"""Who asks, and whether they may at all; the service decides again, with scope (design §7)."""

from datetime import datetime
from time import monotonic
from uuid import UUID

from common import actor, clock, tokens
from common.actor import Actor
from common.client import place_of
from contracts.operation import ANYONE, OPEN
from contracts.refusals import Refusal, forbidden, token_expired, unauthenticated
from gateway.limits import RateLimit
from gateway.request import Request

_LONGEST_TOKEN_SECONDS = 3600


class Access:
    """Verifies tokens of people, counts requests, remembers sessions revoked since its start."""

    def __init__(self, *, per_actor: float, anonymous: float) -> None:
        self._per_actor = RateLimit(per_actor)
        self._anonymous = RateLimit(anonymous)
        self._not_before: dict[tuple[UUID, UUID | None], float] = {}

    def admit(self, request: Request, permission: str) -> None:
        """Let the request pass, and set its actor unless `permission` is `OPEN`.

        Raises `unauthenticated`, `token_expired`, `forbidden` or `too_many_requests`.
        """
        if permission == OPEN:
            self._anonymous.take(place_of(request.client), monotonic())
            return
        try:
            by = self._verified(request.token)
        except Refusal:
            self._anonymous.take(place_of(request.client), monotonic())
            raise
        request.actor = by
        self._per_actor.take(by.id, monotonic())
        if permission != ANYONE and by.scope(permission) is None:
            raise forbidden(permission=permission)

    def revoke(
        self, staff_id: UUID, session_id: UUID | None, not_before: datetime, at: datetime
    ) -> None:
        """Refuse tokens that `staff_id` got before `not_before`, in one session or in all."""
        oldest = at.timestamp() - _LONGEST_TOKEN_SECONDS
        kept = {key: moment for key, moment in self._not_before.items() if moment > oldest}
        key = staff_id, session_id
        self._not_before = kept | {key: max(not_before.timestamp(), kept.get(key, 0.0))}

    def _verified(self, token: str | None) -> Actor:
        if token is None:
            raise unauthenticated()
        by = actor.from_claims(tokens.verify_person(token, clock.now()), token)
        self._check_revoked(by)
        return by

    def _check_revoked(self, by: Actor) -> None:
        staff_id = by.staff_id if self._not_before else None
        if staff_id is None:
            return
        for session_id in (None, by.session_id):
            if by.issued_at < self._not_before.get((staff_id, session_id), 0.0):
                raise token_expired()

"""Who acts: a member of staff, a partner's system, or a service itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from contracts.office.rights import widest_scope
from contracts.office.roles import Role, Scope, SystemRole


@dataclass(frozen=True)
class Actor:
    """The caller of an operation, as the token says.

    `projects` are those the person is posted to, `region_projects` those of the regions they lead.
    """

    id: str
    roles: frozenset[str]
    team_id: UUID | None = None
    projects: frozenset[UUID] = frozenset()
    region_projects: frozenset[UUID] = frozenset()
    session_id: UUID | None = None
    issued_at: float = 0.0
    """Seconds since 1970, with fractions: a revocation tells apart tokens of one second."""
    token: str = ""

    @property
    def staff_id(self) -> UUID | None:
        """The staff id, `None` for systems."""
        return None if ":" in self.id else UUID(self.id)

    @property
    def is_system(self) -> bool:
        """Whether a service acts on its own behalf."""
        return self.id.startswith("system:")

    def has(self, role: Role) -> bool:
        return role.value in self.roles

    def scope(self, permission: str) -> Scope | None:
        """How wide this actor's right `permission` is; `None` without it."""
        return widest_scope(permission, self.roles)

    def projects_for(self, scope: Scope) -> frozenset[UUID]:
        """The projects that `scope` (not `ALL`) covers."""
        return self.projects | self.region_projects if scope is Scope.REGION else self.projects

    def covers(
        self,
        permission: str,
        *,
        owner: UUID | None = None,
        team: UUID | None = None,
        project: UUID | None = None,
    ) -> bool:
        """Whether the right reaches a thing that belongs to `owner`, `team` and `project`."""
        scope = self.scope(permission)
        if scope is None:
            return False
        if scope is Scope.ALL:
            return True
        if scope is Scope.OWN:
            return owner is not None and owner == self.staff_id
        if scope is Scope.TEAM:
            return (team is not None and team == self.team_id) or (
                owner is not None and owner == self.staff_id
            )
        return project is not None and project in self.projects_for(scope)


def system(service: str) -> Actor:
    """The service itself, as its timers and event handlers act."""
    role = SystemRole.of(service).value
    return Actor(id=role, roles=frozenset({role}))


def from_claims(claims: Mapping[str, Any], token: str) -> Actor:
    """The actor a verified token speaks for."""
    return _from_token(token, _frozen(claims))


def _frozen(claims: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        claims["sub"],
        tuple(claims.get("roles", ())),
        claims.get("team"),
        tuple(claims.get("projects", ())),
        tuple(claims.get("region_projects", ())),
        claims.get("sid"),
        claims["iat"],
    )


@lru_cache(maxsize=4096)
def _from_token(token: str, claims: tuple[Any, ...]) -> Actor:
    subject, roles, team, projects, region_projects, session_id, issued_at = claims
    return Actor(
        id=subject,
        roles=frozenset(roles),
        team_id=UUID(team) if team else None,
        projects=frozenset(map(UUID, projects)),
        region_projects=frozenset(map(UUID, region_projects)),
        session_id=UUID(session_id) if session_id else None,
        issued_at=issued_at,
        token=token,
    )

"""Rows of office: method, path, operation."""

from contracts.office.access import passwords, second_factor, sessions, system_tokens
from contracts.office.log import events
from contracts.office.people import staff, teams
from gateway.routing import Route

_SESSION = "/api/v1/session"
_MINE = "/api/v1/me/sessions"
_FACTOR = "/api/v1/me/second-factor"
_STAFF = "/api/v1/staff"
_ONE = "/api/v1/staff/{staff_id}"
_TEAMS = "/api/v1/teams"
_REGIONS = "/api/v1/regions"

ROUTES: list[Route] = [
    Route("POST", _SESSION, sessions.log_in),
    Route("POST", f"{_SESSION}/refresh", sessions.refresh_session),
    Route("DELETE", _SESSION, sessions.log_out, status=204),
    Route("GET", "/api/v1/me", staff.read_me),
    Route("PUT", "/api/v1/me/password", passwords.change_password),
    Route("GET", _MINE, sessions.list_sessions),
    Route("DELETE", _MINE, sessions.end_other_sessions),
    Route("DELETE", f"{_MINE}/{{session_id}}", sessions.end_session),
    Route("GET", _FACTOR, second_factor.read_second_factor),
    Route("POST", _FACTOR, second_factor.begin_second_factor),
    Route("POST", f"{_FACTOR}/confirmation", second_factor.confirm_second_factor),
    Route("POST", f"{_FACTOR}/recovery-codes", second_factor.renew_recovery_codes),
    Route("POST", f"{_FACTOR}/removal", second_factor.remove_second_factor),
    Route("GET", _STAFF, staff.list_staff),
    Route("POST", _STAFF, staff.create_staff, status=201),
    Route("GET", _ONE, staff.show_staff),
    Route("PUT", _ONE, staff.update_staff),
    Route("POST", f"{_ONE}/departure", staff.leave_staff),
    Route("PUT", f"{_ONE}/password", passwords.reset_password),
    Route("DELETE", f"{_ONE}/second-factor", second_factor.reset_second_factor),
    Route("GET", _TEAMS, teams.list_teams),
    Route("POST", _TEAMS, teams.form_team, status=201),
    Route("PUT", f"{_TEAMS}/{{team_id}}", teams.update_team),
    Route("GET", _REGIONS, teams.list_regions),
    Route("POST", _REGIONS, teams.create_region, status=201),
    Route("PUT", f"{_REGIONS}/{{region_id}}", teams.update_region),
    Route("POST", "/api/v1/system-token-revocations", system_tokens.revoke_system_tokens),
    Route("GET", "/api/v1/events", events.list_events),
]

"""Changes of settings (设置变更): whatever widens somebody's power or moves money takes the consent
of a higher level, holds from a moment on, and leaves what is closed as it was."""

from enum import StrEnum

from marshmallow import fields

from contracts.can import Can
from contracts.consent.approvals import ConsentRequested
from contracts.event import EventType
from contracts.inventory.register.projects import Settings
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import (
    Answer,
    Done,
    Facts,
    Id,
    Moment,
    Page,
    Request,
    Text,
    Whole,
    new_id,
    page_of,
)
from contracts.words import Word


class SettingsChangeStatus(StrEnum):
    """`agreed` has the consent and waits for its moment."""

    REQUESTED = "requested"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    DROPPED = "dropped"


settings_unchanged = code(
    Invalid,
    "settings_unchanged",
    zh="提交的设置与现行设置相同。",
    en="These are the settings already.",
)
settings_change_wrong_status = code(
    Conflict,
    "settings_change_wrong_status",
    zh="该设置变更为「{status}」，不能进行此操作。",
    en="The change of settings is {status}; this is not possible now.",
    words={"status": "settings_change_status"},
)


class RequestSettingsChange(Request):
    """What is given shall become so, from `effective_at` on or with the consent, whichever is
    later. `version` is the project's that was seen."""

    id = Id(load_default=new_id)
    project_id = Id(required=True)
    version = Whole()
    settings = fields.Nested(Settings(partial=True), required=True)
    effective_at = Moment()
    reason = Text(required=True, most=200)


class OneSettingsChange(Request):
    change_id = Id(required=True)


class ListSettingsChanges(Page):
    project_id = Id(required=True)
    status = Word(SettingsChangeStatus)
    sort = Sort("SettingsChange", "requested_at", "effective_at")


class SettingChange(Answer):
    """One setting by its path, `discount_authority.consultant`, before and after, as text; several
    values are divided by 、."""

    setting = fields.String()
    before = fields.String()
    after = fields.String()


class SettingsChange(Answer):
    """`in_force_since`: since when it holds, once it does."""

    id = fields.UUID()
    project_id = fields.UUID()
    status = Word(SettingsChangeStatus)
    changes = fields.List(fields.Nested(SettingChange))
    reason = fields.String()
    effective_at = Moment(allow_none=True)
    in_force_since = Moment(allow_none=True)
    requested_by = fields.String()
    requested_at = Moment()
    can = Can("SettingsChange", "drop_settings_change")
    version = fields.Integer()


class ProjectSettingsChanged(Facts):
    """Version `number` of a project's settings holds from now on; `settings` names those that are
    others than before."""

    project_id = fields.UUID(required=True)
    change_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    settings = fields.List(fields.String(), required=True)


PROJECT_SETTINGS_CHANGED = EventType(
    "inventory",
    "project_settings_changed",
    ProjectSettingsChanged,
    "A change of a project's settings came into force",
)

request_settings_change = Operation(
    "inventory",
    "request_settings_change",
    "Ask for other settings of a project (设置变更申请)",
    "project.manage",
    RequestSettingsChange,
    ConsentRequested,
    writes=True,
    refuses=("settings_unchanged", "stale_version"),
)
drop_settings_change = Operation(
    "inventory",
    "drop_settings_change",
    "Drop a change that was agreed and does not hold yet",
    "project.manage",
    OneSettingsChange,
    Done,
    writes=True,
    refuses=("settings_change_wrong_status",),
)
list_settings_changes = Operation(
    "inventory",
    "list_settings_changes",
    "Changes of a project's settings, newest first",
    "project.read",
    ListSettingsChanges,
    page_of(SettingsChange),
)

"""Sales control (销控): its topics, the refusals of its constraints, what consent causes."""

from common.consent.deciding import Effects
from contracts.consent.approvals import approval_pending
from contracts.inventory.consent.approvals import ApprovalKind
from services.inventory.control.bindings.entrypoints import Bindings
from services.inventory.control.board.entrypoints import Board
from services.inventory.control.catalogue.entrypoints import Units
from services.inventory.control.claims.entrypoints import Claims, Expiry
from services.inventory.control.data_changes import commands as data_changes
from services.inventory.control.data_changes.entrypoints import DataChanges
from services.inventory.control.holds import commands as holds
from services.inventory.control.holds.entrypoints import Holds
from services.inventory.control.imports.entrypoints import Imports
from services.inventory.control.releases.entrypoints import Releases
from services.inventory.control.settings_changes import commands as settings_changes
from services.inventory.control.settings_changes.entrypoints import SettingsChanges
from services.inventory.control.suspensions import commands as suspensions
from services.inventory.control.suspensions.entrypoints import Suspensions

TOPICS = (
    Bindings,
    Board,
    Claims,
    DataChanges,
    Expiry,
    Holds,
    Imports,
    Releases,
    SettingsChanges,
    Suspensions,
    Units,
)
CONSTRAINTS = {
    "uq_hold_requested": approval_pending,
    "uq_data_change_requested": approval_pending,
}
CONSENTS: dict[str, Effects] = {
    ApprovalKind.DATA_CHANGE: data_changes,
    ApprovalKind.HOLD: holds,
    ApprovalKind.SETTINGS_CHANGE: settings_changes,
    ApprovalKind.SUSPENSION: suspensions,
}

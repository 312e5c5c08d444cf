"""Rows of inventory's corridor `milestones`: method, path, operation."""

from contracts.inventory.milestones import (
    area_settlements,
    filings,
    handovers,
    loans,
    milestones,
    titles,
)
from gateway.routes.inventory.paths import DEAL, LOAN
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("GET", "/api/v1/milestones", milestones.list_milestones),
    Route("GET", f"{DEAL}/milestones", milestones.read_milestones),
    Route("POST", f"{DEAL}/milestone-documents", milestones.note_milestone_documents),
    Route("POST", f"{DEAL}/obstacles", milestones.report_obstacle, status=201),
    Route("POST", "/api/v1/obstacles/{obstacle_id}/resolution", milestones.resolve_obstacle),
    Route("POST", f"{LOAN}/submission", loans.submit_loan),
    Route("POST", f"{LOAN}/approval", loans.approve_loan),
    Route("POST", f"{LOAN}/rejection", loans.reject_loan),
    Route("POST", f"{LOAN}/reapplication", loans.reapply_loan),
    Route("POST", f"{LOAN}/payout", loans.pay_out_loan),
    Route("POST", f"{DEAL}/filing/submission", filings.submit_filing),
    Route("POST", f"{DEAL}/filing/record", filings.record_filing),
    Route("POST", f"{DEAL}/filing/revocation", filings.revoke_filing),
    Route("POST", f"{DEAL}/handover/notice", handovers.notify_handover),
    Route("POST", f"{DEAL}/handover/inspection", handovers.inspect_handover),
    Route("POST", "/api/v1/defects/{defect_id}/rectification", handovers.rectify_defect),
    Route("PUT", f"{DEAL}/handover/fees", handovers.record_handover_fees),
    Route("GET", f"{DEAL}/handover/settlement-preview", area_settlements.preview_area_settlement),
    Route("POST", f"{DEAL}/handover/settlement", area_settlements.settle_area),
    Route(
        "POST",
        f"{DEAL}/handover/settlement-correction",
        area_settlements.request_area_correction,
        status=201,
    ),
    Route("POST", f"{DEAL}/handover/deviation", handovers.request_deviation, status=201),
    Route("POST", f"{DEAL}/handover/delivery", handovers.hand_over_unit),
    Route("POST", f"{DEAL}/title/submission", titles.submit_title),
    Route("POST", f"{DEAL}/title/issue", titles.issue_title),
]

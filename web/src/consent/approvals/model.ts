/** Approvals (审批) as the API answers them. */

export interface ApprovalRow {
  id: string
  project_id: string
  kind: string
  subject_id: string
  status: string
  needs: string[]
  still_needs: string[]
  facts: Record<string, unknown>
  reason: string | null
  requested_by: string
  requested_at: string
  decide_by: string | null
  may_decide: boolean
}

export interface Approval extends ApprovalRow {
  decisions: { role: string; by: string; in_place_of: string | null; verdict: string; comment: string | null; at: string }[]
}

export interface Delegation {
  id: string
  from_staff_id: string
  to_staff_id: string
  since: string
  until: string
}

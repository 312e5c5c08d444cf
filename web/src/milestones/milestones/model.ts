/** Milestones of contracts as the API answers them. */

export interface Milestone {
  id: string
  kind: string
  status: string
  due_on: string
  overdue: number
  missing: string[]
  handled_by: string | null
  opened_at: string
  ended_at: string | null
}

export interface MilestoneRow extends Milestone {
  deal_id: string
  building: string
  stair: string
  number: string
  contract_number: string | null
  customer_id: string
  consultant_id: string
  obstacles: string[]
}

export interface Loan extends Milestone {
  lender: string | null
  applied: string | null
  granted: string | null
  submitted_on: string | null
  approved_on: string | null
  paid_out_on: string | null
  reason: string | null
}

export interface Filing extends Milestone {
  number: string | null
  submitted_on: string | null
  filed_on: string | null
  revoked_on: string | null
  reason: string | null
}

export interface Title extends Milestone {
  number: string | null
  submitted_on: string | null
  issued_on: string | null
}

export interface Settlement {
  basis: string
  contract_area: string | null
  measured_area: string | null
  difference: string
  ratio: string
  within: string
  beyond: string
  amount: string
  rescindable: boolean
}

export interface Defect {
  id: string
  what: string
  severity: string
  found_on: string
  rectified_on: string | null
  accepted: boolean
}

export interface Fee {
  name: string
  amount: string
  paid_on: string | null
}

export interface Handover extends Milestone {
  notified_on: string | null
  appointed_on: string | null
  inspected_on: string | null
  delivered_on: string | null
  defects: Defect[]
  fees: Fee[]
  settlement: Settlement | null
  settled_at: string | null
  accepted_missing: string[]
  needs: string[]
}

export interface Obstacle {
  id: string
  kind: string
  what: string
  since: string
  resolved_at: string | null
  resolution: string | null
}

export interface DealMilestones {
  loans: Loan[]
  filing: Filing | null
  handover: Handover | null
  title: Title | null
  obstacles: Obstacle[]
}

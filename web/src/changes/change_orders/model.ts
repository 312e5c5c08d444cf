/** Change orders (变更单) as the API answers them. */

export interface PossibleChange {
  kind: string
  allowed: boolean
  needs: string[]
  first: string[]
}

export interface Owner {
  customer_id: string
  share: string
  main: boolean
}

export interface PossibleChanges {
  stage: string | null
  may_request: boolean
  pending_id: string | null
  items: PossibleChange[]
  owners: Owner[]
}

export interface Consequences {
  kind: string
  stage: string
  needs: string[]
  first: string[]
  unit_number: string
  unit_status: string
  target_unit_number?: string | null
  target_status?: string | null
  target_kept_until?: string | null
  bound_units?: string[]
  money_held: string
  penalty?: string | null
  forfeited?: string | null
  statement?: string | null
  moved?: string | null
  refund?: string | null
  old_price: string
  new_price?: string | null
  difference?: string | null
  schedule: { name: string; amount: string; due_on: string | null }[]
  commission_clawback: boolean
  sign_by?: string | null
  owners?: Owner[] | null
  payment_method?: string | null
}

export interface ChangeOrderRow {
  id: string
  deal_id: string
  building: string
  stair: string
  unit_number: string
  kind: string
  stage: string
  status: string
  reason: string
  requested_by: string
  requested_at: string
  ended_at: string | null
  approval_id: string
  new_deal_id: string | null
}

export interface Agreement {
  id: string
  number: number
  document: string
  attachment_id: string
  drafted_at: string
}

export interface ChangeOrder extends ChangeOrderRow {
  consequences: Consequences
}

/** The fields of each kind's form, in their order. */
export const FIELDS: Record<string, string[]> = {
  cancellation: ['penalty', 'forfeited', 'statement'],
  unit_change: ['target_unit_id', 'price'],
  rename: ['customer_id'],
  add_owner: ['customer_id', 'share'],
  remove_owner: ['owner_id'],
  price_change: ['price'],
  extension: ['days'],
  payment_plan_change: ['payment_method', 'payment_plan_id'],
}

const COLOURS: Record<string, 'warning' | 'success' | 'info'> = { requested: 'warning', done: 'success', refused: 'info' }
export const colourOf = (status: string) => COLOURS[status] ?? 'info'

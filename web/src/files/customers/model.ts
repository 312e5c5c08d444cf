/** Customers as the API answers them: numbers are masked. */

export interface Customer {
  id: string
  name: string
  phones: string[]
  grade: string
  source: string
  owner_id: string | null
  project_id: string
  registered_at: string
  last_contact_at: string | null
  next_due_at: string | null
  version: number
  /** Masked; these two only in a whole file. */
  email?: string | null
  email_agreed?: boolean
}

export interface FollowUp {
  id: string
  kind: string
  content: string
  contacted_at: string
  next_due_at: string
}

export interface Purchase {
  deal_id: string
  unit_id: string
  stage: string
  amount: string | null
  contract_number: string | null
  reserved_on: string | null
  subscribed_on: string | null
  sold_on: string | null
  cancelled_on: string | null
}

/** The archive and its borrowings as the API answers them. */

export interface ArchivedDocument {
  id: string
  deal_id: string
  building: string
  stair: string
  number: string
  contract_number: string | null
  kind: string
  title: string
  copies: number
  place: string | null
  attachment_id: string | null
  filed_by: string
  filed_at: string
  lent: boolean
}

export interface Borrowing {
  id: string
  document_id: string
  deal_id: string
  building: string
  stair: string
  number: string
  kind: string
  title: string
  purpose: string
  due_on: string
  status: string
  overdue: boolean
  borrower_id: string
  requested_at: string
}

export const KEEPERS = ['sales_assistant', 'control_clerk', 'service_clerk']
export const DECIDERS = ['control_supervisor', 'sales_manager']

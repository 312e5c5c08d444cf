/** Contracts as the API answers them. */

export interface Deviation {
  term: string
  quoted: string | null
  agreed: string | null
}

export interface Draft {
  id: string
  number: number
  attachment_id: string
  current: boolean
  standard_template: boolean
  drafted_by: string
  drafted_at: string
}

export interface Contract {
  deal_id: string
  contract_number: string | null
  stage: string
  signed_on: string | null
  drafts: Draft[]
  deviations: Deviation[]
  needs: string[]
  signed_without_text: boolean
  archive_by: string | null
  archived: boolean
  issues: string[]
}

export interface ContractRow {
  deal_id: string
  project_id: string
  building: string
  stair: string
  number: string
  consultant_id: string
  stage: string
  contract_number: string | null
  price: string
  received: string
  sign_by: string | null
  signed_on: string | null
  issues: string[]
}

export interface Figures {
  project_id: string
  project: string
  subscribed: number
  subscribed_amount: string
  signed: number
  signed_amount: string
  cancelled: number
  deviating: number
  days_to_subscription: string | null
  days_to_signing: string | null
  signing_overdue: number
  documents_missing: number
  unarchived: number
  contracted: string
  received: string
  overdue: string
}

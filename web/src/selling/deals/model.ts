/** Deals as the API answers them. */

export interface DealRow {
  id: string
  project_id: string
  unit_id: string
  building: string
  stair: string
  number: string
  customer_id: string
  consultant_id: string
  stage: string
  list_price: string
  price: string
  discount: string
  deposit: string | null
  created_at: string
  expires_at: string | null
  sign_by: string | null
  contract_number: string | null
  signed_on: string | null
  documents_checked_at: string | null
  signed_off_at: string | null
}

export interface Deal extends DealRow {
  payment_method: string | null
  quotation_id: string | null
  handover_date: string | null
  extended_at: string | null
  documents_missing: string[]
  deposit_confirmed_at: string | null
  end_reason: string | null
  price_story: { list_price: string; price: string; discount: string; authority: string; authority_limit: string }
}

/** Promises (特殊承诺) as the API answers them. */

export interface PromiseRow {
  id: string
  deal_id: string
  project_id: string
  building: string
  stair: string
  number: string
  kind: string
  text: string
  amount: string | null
  payment_form: string | null
  form_set_by: string | null
  status: string
  requested_by: string
  requested_at: string
  promised_at: string | null
  loss: string | null
  attributed_to: string | null
  breach_note: string | null
}

export const colourOf = (status: string) => (({ promised: 'success', refused: 'info', breached: 'danger' }) as const)[status] ?? 'warning'

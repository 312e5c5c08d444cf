/** Receipts as the API answers them. */

export interface Receipt {
  id: string
  deal_id: string
  building: string
  stair: string
  unit_number: string
  consultant_id: string
  kind: string
  method: string
  amount: string
  counter: boolean
  reversed_at: string | null
  status: string
  reason: string | null
  requested_at: string
  requested_by: string
  endorsed_by: string | null
  received_on: string | null
  hand_in_by: string | null
}

export const OPEN = ['taken', 'requested', 'endorsed']

/** A counter-entry takes its amount away again. */
export function signed(receipt: Receipt): string {
  return receipt.counter ? `-${receipt.amount}` : receipt.amount
}

/** A pending counter-entry waits for consent, not for sales. */
export function shown(receipt: Receipt): string {
  if (receipt.counter) return receipt.status === 'confirmed' ? 'counter' : receipt.status === 'rejected' ? 'rejected' : 'counterAsked'
  return receipt.reversed_at ? 'reversed' : receipt.status
}

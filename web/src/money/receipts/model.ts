/** Receipts as the API answers them. */

import type { Shape } from '@/api/shapes'

export type Receipt = Shape<'ReceiptRow'>

/** A counter-entry takes its amount away again. */
export function signed(receipt: Receipt): string {
  return receipt.counter ? `-${receipt.amount}` : receipt.amount
}

/** A pending counter-entry waits for consent, not for sales. */
export function shown(receipt: Receipt): string {
  if (receipt.counter) return receipt.status === 'confirmed' ? 'counter' : receipt.status === 'rejected' ? 'rejected' : 'counterAsked'
  return receipt.reversed_at ? 'reversed' : receipt.status
}

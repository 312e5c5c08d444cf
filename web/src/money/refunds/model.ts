/** Refunds (退款) as the API answers them, and what may be done with one now. */

import type { useSession } from '@/api/session'

export interface RefundRow {
  id: string
  deal_id: string
  building: string
  stair: string
  unit_number: string
  customer_id: string
  consultant_id: string
  cause: string
  amount: string
  status: string
  owed_at: string
  payee_note: string | null
  requested_by: string | null
  confirmed_by: string | null
  paid_by: string | null
  paid_on: string | null
  payment_ref: string | null
  cancel_reason: string | null
}

export const ASKERS = ['consultant', 'sales_assistant', 'sales_supervisor']
const COLOURS: Record<string, 'warning' | 'primary' | 'success' | 'info'> = {
  owed: 'warning',
  requested: 'warning',
  confirmed: 'primary',
  paid: 'success',
  cancelled: 'info',
}

export const colourOf = (status: string) => COLOURS[status] ?? 'info'

/** What this person may do with the refund: three steps, three people. */
export function stepsFor(refund: RefundRow, session: ReturnType<typeof useSession>) {
  const me = session.me?.id
  const isManager = session.has('sales_manager', 'sales_director')
  return {
    request: refund.status === 'owed' && session.has(...ASKERS),
    confirm: refund.status === 'requested' && isManager && refund.requested_by !== me,
    pay: refund.status === 'confirmed' && session.has('finance') && ![refund.requested_by, refund.confirmed_by].includes(me ?? null),
    cancel: ['owed', 'requested', 'confirmed'].includes(refund.status) && isManager,
  }
}

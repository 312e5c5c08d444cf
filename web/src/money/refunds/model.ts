/** Refunds (退款) as the API answers them, and what may be done with one now. */

import type { Shape } from '@/api/shapes'
import type { useSession } from '@/api/session'

export type RefundRow = Shape<'RefundRow'>

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

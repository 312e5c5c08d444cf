/** Invoices (发票) as the API answers them, and what may be done with one now. */

import type { Shape } from '@/api/shapes'
import type { useSession } from '@/api/session'

export type InvoiceRow = Shape<'InvoiceRow'>

export type Invoicing = Shape<'Invoicing'>

export const ASKERS = ['consultant', 'sales_assistant']
const COLOURS: Record<string, 'warning' | 'primary' | 'success' | 'danger' | 'info'> = {
  requested: 'warning',
  reviewed: 'primary',
  issued: 'success',
  signed: 'success',
  rejected: 'danger',
}

export const colourOf = (status: string) => COLOURS[status] ?? 'info'

/** What this person may do with the invoice; who asked for it does not review or issue it. */
export function stepsFor(invoice: InvoiceRow, session: ReturnType<typeof useSession>) {
  const isMine = invoice.requested_by === session.me?.id
  const isInForce = ['issued', 'signed'].includes(invoice.status)
  const isOpen = ['requested', 'reviewed'].includes(invoice.status)
  return {
    review: invoice.status === 'requested' && !isMine && session.has('sales_supervisor', 'sales_manager'),
    issue: invoice.status === 'reviewed' && !isMine && invoice.reviewed_by !== session.me?.id && session.has('finance'),
    sendBack: isOpen && session.has('finance'),
    sign: invoice.status === 'issued' && session.has('finance', ...ASKERS),
    reverse: isInForce && invoice.kind === 'blue' && Number(invoice.reversed) < Number(invoice.amount) && session.has(...ASKERS),
  }
}

/** Invoices (发票) as the API answers them. */

import type { Shape } from '@/api/shapes'

export type InvoiceRow = Shape<'InvoiceRow'>

export type Invoicing = Shape<'Invoicing'>

const COLOURS: Record<string, 'warning' | 'primary' | 'success' | 'danger' | 'info'> = {
  requested: 'warning',
  reviewed: 'primary',
  issued: 'success',
  signed: 'success',
  rejected: 'danger',
}

export const colourOf = (status: string) => COLOURS[status] ?? 'info'

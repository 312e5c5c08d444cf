/** Refunds (退款) as the API answers them. */

import type { Shape } from '@/api/shapes'

export type RefundRow = Shape<'RefundRow'>

const COLOURS: Record<string, 'warning' | 'primary' | 'success' | 'info'> = {
  owed: 'warning',
  requested: 'warning',
  confirmed: 'primary',
  paid: 'success',
  cancelled: 'info',
}

export const colourOf = (status: string) => COLOURS[status] ?? 'info'

/** Discount policies and special discounts, as the API tells them. */

import type { Shape } from '@/api/shapes'
import { money, percent } from '@/words/format'

export type Discount = Shape<'Discount'>

export type SpecialDiscount = Shape<'SpecialDiscountRow'>

export const COLOURS: Record<string, 'success' | 'warning' | 'info' | 'danger'> = {
  active: 'success',
  granted: 'success',
  requested: 'warning',
  refused: 'danger',
}

export function offOf(discount: Discount): string {
  return discount.rate === null ? money(discount.amount) : percent(discount.rate)
}

/** Discount policies and special discounts, as the API tells them. */

import { money, percent } from '@/words/format'

export interface Discount {
  id: string
  name: string
  kind: string
  mode: string
  rate: string | null
  amount: string | null
  position: number
  stackable: boolean
  valid_from: string
  valid_to: string | null
  payment_methods: string[]
  house_type_ids: string[]
  status: string
  authority: string | null
}

export interface SpecialDiscount {
  id: string
  project_id: string
  unit_id: string
  building: string
  stair: string
  number: string
  customer_id: string
  price: string
  reason: string
  status: string
  requested_by: string
  valid_until: string | null
}

export const COLOURS: Record<string, 'success' | 'warning' | 'info' | 'danger'> = {
  active: 'success',
  granted: 'success',
  requested: 'warning',
  refused: 'danger',
}

export function offOf(discount: Discount): string {
  return discount.rate === null ? money(discount.amount) : percent(discount.rate)
}

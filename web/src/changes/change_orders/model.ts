/** Change orders (变更单) as the API answers them. */

import type { Shape } from '@/api/shapes'

export type PossibleChange = Shape<'PossibleChange'>

export type Owner = Shape<'Owner'>

export type PossibleChanges = Shape<'PossibleChanges'>

export type Consequences = Shape<'Consequences'>

export type ChangeOrderRow = Shape<'ChangeOrderRow'>

export type Agreement = Shape<'Agreement'>

export type ChangeOrder = Shape<'ChangeOrder'>

/** The fields of each kind's form, in their order. */
export const FIELDS: Record<string, string[]> = {
  cancellation: ['penalty', 'forfeited', 'statement'],
  unit_change: ['target_unit_id', 'price'],
  rename: ['customer_id'],
  add_owner: ['customer_id', 'share'],
  remove_owner: ['owner_id'],
  price_change: ['price'],
  extension: ['days'],
  payment_plan_change: ['payment_method', 'payment_plan_id'],
}

const COLOURS: Record<string, 'warning' | 'success' | 'info'> = { requested: 'warning', done: 'success', refused: 'info' }
export const colourOf = (status: string) => COLOURS[status] ?? 'info'

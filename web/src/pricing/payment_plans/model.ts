/** Payment plans as the API answers and takes them. */

import type { Body } from '@/api/address'
import type { Shape } from '@/api/shapes'

export type PlanLine = Shape<'PlanLine'>

export type PaymentPlan = Shape<'PaymentPlan'>

const COLOURS = { active: 'success', requested: 'warning', ended: 'info', refused: 'danger' } as const
export const colourOf = (status: PaymentPlan['status']) => COLOURS[status]

/** Lines of a plan among the facts of an approval. */
export function isPlanLines(name: string, value: unknown): value is PlanLine[] {
  return name === 'plan_lines' && Array.isArray(value)
}

export type Size = 'share' | 'amount' | 'rest'

/** A line as it is typed: a share in per cent. */
export interface TypedLine {
  name: string
  kind: string
  size: Size
  value: string
  due: string
  days: number
  on: string
}

export const KINDS = ['down_payment', 'instalment', 'loan']
export const COUNTED = ['after_subscription', 'after_signing']
const LOAN_METHODS = ['commercial_loan', 'provident_fund', 'combined_loan']

/** What most plans of a payment method look like. */
export function linesFor(method: string): TypedLine[] {
  const down: TypedLine = { name: '首付款', kind: 'down_payment', size: 'rest', value: '', due: 'after_signing', days: 0, on: '' }
  if (LOAN_METHODS.includes(method)) return [down, { ...down, name: '贷款', kind: 'loan', size: 'share', value: '70', due: 'loan_payout' }]
  if (method === 'lump_sum') return [{ ...down, name: '全部房款', kind: 'instalment', days: 7 }]
  return [
    { ...down, name: '首期款', size: 'share', value: '40' },
    { ...down, name: '尾款', kind: 'instalment', days: 90 },
  ]
}

export function asked(line: TypedLine): Body<'post', `/projects/${string}/payment-plans`>['lines'][number] {
  const { name, kind, due } = line
  const sizes = {
    share: { share: Number.isFinite(Number(line.value)) ? (Number(line.value) / 100).toFixed(6) : line.value },
    amount: { amount: line.value },
    rest: { rest: true },
  }
  const when = COUNTED.includes(due) ? { days: line.days } : due === 'on_date' ? { on: line.on || undefined } : {}
  return { name, kind, due, ...sizes[line.size], ...when }
}

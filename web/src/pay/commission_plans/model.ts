/** Commission plans (佣金方案) as the API answers and takes them. */

import type { Shape } from '@/api/shapes'
import { i18n } from '@/words'
import { listed, percent } from '@/words/format'

export type Tier = Shape<'Tier'>
export type CommissionPlan = Shape<'CommissionPlan'>
export type PlanRequest = Shape<'CommissionPlanRequest'>

const COLOURS = { requested: 'warning', granted: 'success', refused: 'danger' } as const
export const colourOf = (status: PlanRequest['status']) => COLOURS[status]

/** Tiers among the facts of an approval. */
export function isTiers(name: string, value: unknown): value is Tier[] {
  return name === 'tiers' && Array.isArray(value)
}

/** For example 完成率低于 60 %：3 ‰. */
export function tierText(tier: Tier): string {
  const { t } = i18n.global
  const rate = percent(tier.rate)
  if (!tier.up_to) return t('commissionPlan.above', { rate })
  return t(tier.including ? 'commissionPlan.upTo' : 'commissionPlan.below', { bound: percent(tier.up_to), rate })
}

const STAGES = ['receipts', 'settled', 'handover'] as const

export function payoutText(payout: Record<string, string>): string {
  return listed(STAGES.map((stage) => `${i18n.global.t(`commissionPlan.${stage}`)} ${percent(payout[stage])}`))
}

/** A tier as it is typed: in per cent. */
export interface TypedTier {
  upTo: string
  including: boolean
  rate: string
}

export const usualTiers = (): TypedTier[] => [
  { upTo: '60', including: false, rate: '0.3' },
  { upTo: '80', including: true, rate: '0.4' },
  { upTo: '', including: true, rate: '0.5' },
]

/** Per cent as a share of one, `0.3` → `0.003`, without the traps of binary fractions. */
export function share(percentage: string): string {
  return Number((Number(percentage) / 100).toFixed(6)).toString()
}

export const asked = (tier: TypedTier) => ({
  ...(tier.upTo ? { up_to: share(tier.upTo) } : {}),
  including: tier.including,
  rate: share(tier.rate),
})

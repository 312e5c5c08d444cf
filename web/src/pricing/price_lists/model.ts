/** Versions of a price list and their prices, as the API tells them; tiers that one may not see are absent. */

import type { Shape } from '@/api/shapes'
import { api, type Page } from '@/api/http'

export const TIERS = ['list_rate', 'filed_rate', 'channel_rate', 'manager_floor_rate', 'director_floor_rate'] as const
export type Tier = (typeof TIERS)[number]
export const TOTALS = {
  list_rate: 'list_price',
  filed_rate: 'filed_price',
  channel_rate: 'channel_price',
  manager_floor_rate: 'manager_floor',
  director_floor_rate: 'director_floor',
} as const
export type Total = (typeof TOTALS)[Tier]

export type PriceList = Shape<'PriceList'>

export interface ListedUnit {
  unit_id: string
  building: string
  stair: string
  floor: number
  number: string
  house_type: string
  gross_area: string
  claimed: boolean
}

export type PriceRow = ListedUnit & Partial<Record<Tier | Total, string | null>>
export type Totals = Partial<Record<Total, string | null>>

export type ComparedUnit = Shape<'ComparedUnit'>

export type TierChange = Shape<'TierChange'>

export type Comparison = Shape<'Comparison'>

export type FaultyPrice = Shape<'FaultyPrice'>

export type Foreseen = Shape<'Foreseen'>

const PAGE = 200

/** All prices of a version; `found` is told page by page, so that the first are shown at once. */
export async function readPrices(id: string, found: (rows: PriceRow[]) => boolean): Promise<void> {
  const rows: PriceRow[] = []
  let cursor: string | null = null
  do {
    const page: Page<PriceRow> = await api.get(`/price-lists/${id}/prices`, { page_size: PAGE, cursor })
    rows.push(...page.items)
    cursor = page.next
  } while (found([...rows]) && cursor)
}

/** The tiers that are told of: those that one may see. */
export function tiersSeen(row: PriceRow | undefined): Tier[] {
  return TIERS.filter((tier) => row && tier in row)
}

export const COLOURS: Record<string, 'success' | 'warning' | 'primary' | 'info'> = {
  effective: 'success',
  submitted: 'warning',
  approved: 'primary',
}

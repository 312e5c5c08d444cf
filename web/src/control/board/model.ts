/** The status board as the API answers it, and what a page needs to know of it. */

import type { Shape } from '@/api/shapes'
import type { Language } from '@/words'

export type BoardUnit = Shape<'BoardUnit'>

/** The other end of a binding (绑定). */
export type BoundUnit = Shape<'BoundUnit'>

/** A unit with all that its reader may see. */
export type Unit = Shape<'Unit'>

export type Stair = Shape<'BoardStair'>

export type Building = Shape<'BoardBuilding'>

export type Board = Shape<'Board'>

export interface Filter {
  statuses: string[]
  houseType: string
  areaFrom: number | undefined
  areaTo: number | undefined
  priceFrom: number | undefined
  priceTo: number | undefined
}

export const STATUSES = ['available', 'locked', 'held', 'reserved', 'subscribed', 'sold', 'delivered', 'suspended', 'unreleased', 'draft']
/** A sign per status and language, so that the board can be read without colours. */
export const SIGNS: Record<Language, Record<string, string>> = {
  zh: {
    available: '待',
    locked: '锁',
    held: '留',
    reserved: '订',
    subscribed: '购',
    sold: '签',
    delivered: '交',
    suspended: '停',
    unreleased: '未',
    draft: '审',
  },
  en: {
    available: 'A',
    locked: 'L',
    held: 'H',
    reserved: 'R',
    subscribed: 'S',
    sold: '✓',
    delivered: 'D',
    suspended: '×',
    unreleased: 'U',
    draft: '?',
  },
}
const SOLD = new Set(['subscribed', 'sold', 'delivered'])
const ON_SALE = new Set(['available', 'locked', 'held', 'reserved'])
const TEN_THOUSAND = 10_000

export function noFilter(): Filter {
  return { statuses: [], houseType: '', areaFrom: undefined, areaTo: undefined, priceFrom: undefined, priceTo: undefined }
}

export function unitsOf(board: Board): BoardUnit[] {
  return board.buildings.flatMap((building) => building.stairs.flatMap((stair) => stair.units))
}

const isWithin = (value: number, from: number | undefined, to: number | undefined) =>
  (from == null || value >= from) && (to == null || value <= to)

export function matches(unit: BoardUnit, filter: Filter): boolean {
  return (
    (filter.statuses.length === 0 || filter.statuses.includes(unit.status)) &&
    (!filter.houseType || unit.house_type === filter.houseType) &&
    isWithin(Number(unit.gross_area), filter.areaFrom, filter.areaTo) &&
    isWithin(Number(unit.list_price ?? 0) / TEN_THOUSAND, filter.priceFrom, filter.priceTo)
  )
}

export type Told = Pick<BoardUnit, 'version' | 'status'>

/** The board with what the stream told of single units, where that is newer. */
export function withTold(board: Board, told: Map<string, Told>): Board {
  const counts = { ...board.counts }
  const count = (status: string, change: number) => {
    counts[status] = (counts[status] ?? 0) + change
  }
  const changed = (unit: BoardUnit): BoardUnit => {
    const news = told.get(unit.id)
    if (!news || news.version <= unit.version) return unit
    count(unit.status, -1)
    count(news.status, 1)
    return { ...unit, ...news }
  }
  const buildings = board.buildings.map((building) => ({
    ...building,
    stairs: building.stairs.map((stair) => ({ ...stair, units: stair.units.map(changed) })),
  }))
  return { ...board, counts, buildings }
}

export interface Totals {
  count: number
  stockValue: number
  soldValue: number
  sellThrough: number
}

/** Units, their value in yuan, and the share of released units that is sold (去化率). */
export function totals(units: BoardUnit[]): Totals {
  const value = (statuses: Set<string>) =>
    units.filter((unit) => statuses.has(unit.status)).reduce((sum, unit) => sum + Number(unit.list_price ?? 0), 0)
  const sold = units.filter((unit) => SOLD.has(unit.status)).length
  const released = sold + units.filter((unit) => ON_SALE.has(unit.status)).length
  return { count: units.length, stockValue: value(ON_SALE), soldValue: value(SOLD), sellThrough: released ? sold / released : 0 }
}

export interface Floor {
  floor: number
  units: BoardUnit[]
}

/** The floors of a stair from the top down, each with its units in order. */
export function floors(stair: Stair): Floor[] {
  const byFloor = new Map<number, BoardUnit[]>()
  for (const unit of stair.units) byFloor.set(unit.floor, [...(byFloor.get(unit.floor) ?? []), unit])
  return [...byFloor].sort(([a], [b]) => b - a).map(([floor, units]) => ({ floor, units }))
}

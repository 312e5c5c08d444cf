/** Figures and targets as reporting answers them. */

import type { Shape } from '@/api/shapes'

export type Figures = Shape<'Figures'>

export type GroupFigures = Shape<'GroupFigures'>

export type Report = Shape<'ConsultantFiguresPage'>

export type Target = Shape<'Target'>

const DAY_MS = 86_400_000

/** The `count` days until `last`, `2026-11-21`, the earliest first. */
export function daysUntil(last: string, count: number): string[] {
  const end = Date.parse(`${last}T00:00:00Z`)
  return Array.from({ length: count }, (_, index) => new Date(end - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10))
}

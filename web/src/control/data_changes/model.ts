/** Data changes (数据变更) as the API answers them. */

import type { Shape } from '@/api/shapes'
import { word } from '@/words'

export type FactChange = Shape<'FactChange'>

export type DataChange = Shape<'DataChangeRow'>

export function isFactChanges(value: unknown): value is FactChange[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'field' in one && 'after' in one)
}

/** For Excel: 朝向: 南 → 东南. */
export function changesText(changes: FactChange[]): string {
  return changes.map((one) => `${word('unit_fact', one.field)}: ${one.before ?? '—'} → ${one.after ?? '—'}`).join('; ')
}

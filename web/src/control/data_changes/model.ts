/** Data changes (数据变更) as the API answers them. */

import type { Shape } from '@/api/shapes'

export type FactChange = Shape<'FactChange'>

export type DataChange = Shape<'DataChangeRow'>

export function isFactChanges(value: unknown): value is FactChange[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'field' in one && 'after' in one)
}

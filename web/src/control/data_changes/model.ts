/** Data changes (数据变更) as the API answers them. */

export interface FactChange {
  field: string
  before: string | null
  after: string | null
}

export interface DataChange {
  id: string
  project_id: string
  unit_id: string
  building: string
  stair: string
  number: string
  changes: FactChange[]
  reason: string
  status: string
  requested_by: string
  requested_at: string
}

export function isFactChanges(value: unknown): value is FactChange[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'field' in one && 'after' in one)
}

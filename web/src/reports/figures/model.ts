/** Figures and targets as reporting answers them. */

export interface Figures {
  subscribed_units: number
  subscribed_amount: string
  sold_units: number
  sold_amount: string
  cancelled_units: number
  cancelled_amount: string
  repriced_amount: string
  repriced_signed_amount: string
  net_amount: string
  received_amount: string
  refunded_amount: string
  delivered_units: number
  settled_amount: string
  day?: string | null
  project_id?: string
  consultant_id?: string
}

export interface Report {
  total: Figures
  projects: Figures[]
  consultants: Figures[]
}

export interface Target {
  id: string
  level: 'company' | 'project' | 'team' | 'consultant'
  project_id: string | null
  subject_id: string | null
  period: string
  units: number | null
  amount: string | null
  attained_units: number
  attained_amount: string
  attainment: string
}

const DAY_MS = 86_400_000

/** The `count` days until `last`, `2026-11-21`, the earliest first. */
export function daysUntil(last: string, count: number): string[] {
  const end = Date.parse(`${last}T00:00:00Z`)
  return Array.from({ length: count }, (_, index) => new Date(end - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10))
}

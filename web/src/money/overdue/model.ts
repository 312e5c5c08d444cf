/** What is overdue (逾期), late fees (违约金) and collection (回款率) as the API answers them. */

export const BUCKETS = ['to_7', 'to_30', 'to_90', 'to_180', 'beyond'] as const
export type Bucket = (typeof BUCKETS)[number]

export interface OverdueRow {
  instalment_id: string
  deal_id: string
  building: string
  stair: string
  unit_number: string
  customer_id: string
  consultant_id: string
  name: string
  due_on: string
  amount: string
  paid: string
  overdue: string
  days: number
  bucket: Bucket
  late_fee: string
}

export interface OverdueTotal {
  overdue: string
  instalments: number
  deals: number
  ageing: Record<Bucket, string>
}

export interface OverdueGroupRow extends OverdueTotal {
  key: string | null
}

export interface OverdueSummary {
  items: OverdueGroupRow[]
  next: string | null
  total: OverdueTotal
}

export interface LateFee {
  id: string
  name: string
  from_on: string
  through: string
  rate: string
  amount: string
  waived: string
  unpaid: string
  pending_waiver: string | null
  charged_at: string
  charged_by: string
}

export interface LateFees {
  rate: string
  accruing: { instalment_id: string; name: string; due_on: string; overdue: string; days: number; amount: string }[]
  accrued: string
  charged: LateFee[]
}

export interface Collection {
  due: string
  received: string
  contract: string
  rate_due: string | null
  rate_contract: string | null
}

export interface CollectionRow extends Collection {
  key: string
}

/** Who sees what is overdue. */
export const READERS = ['consultant', 'sales_assistant']

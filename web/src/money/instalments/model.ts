/** A deal's schedule and account as the API answers them. */

export interface InstalmentRow {
  id: string
  number: number
  name: string
  kind: string
  amount: string
  paid: string
  overdue: string
  due_on: string | null
}

export interface Account {
  due: string
  received: string
  refunded: string
  balance: string
  overdue: string
  unallocated: string
}

export interface Schedule {
  instalments: InstalmentRow[]
  account: Account
}

/** What customers are told about their money (客户通知). */

export interface CustomerMessage {
  id: string
  customer_name: string
  owner_id: string | null
  deal_id: string
  kind: string
  status: 'mailing' | 'open' | 'told' | 'overtaken'
  title: string
  body: string
  amount: string
  occurred_at: string
  last_error: string | null
  told_at: string | null
  told_by: string | null
  told_how: string | null
}

export const TELLERS = ['consultant', 'account_manager', 'sales_assistant', 'sales_supervisor', 'sales_manager', 'sales_director']

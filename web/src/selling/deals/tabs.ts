/**
 * The tabs of a deal. A topic adds one line: its panel, `deal_tab.<name>` in its words, and who sees it when.
 *
 * A panel takes `deal` and may emit `changed`, after which the deal is read again.
 */

import type { Component } from 'vue'
import { LEADERS } from '@/pages'

export interface DealTab {
  name: string
  /** `null`: everybody who sees the deal. */
  roles: string[] | null
  /** `null`: at every stage. */
  stages: string[] | null
  panel: () => Promise<{ default: Component }>
}

export const TABS: DealTab[] = [
  { name: 'terms', roles: null, stages: null, panel: () => import('@/selling/deals/TermsPanel.vue') },
  { name: 'milestones', roles: null, stages: ['sold'], panel: () => import('@/milestones/milestones/MilestonesPanel.vue') },
  { name: 'schedule', roles: null, stages: null, panel: () => import('@/money/instalments/SchedulePanel.vue') },
  {
    name: 'lateFees',
    roles: ['finance', 'consultant', 'sales_assistant', ...LEADERS],
    stages: ['subscribed', 'sold'],
    panel: () => import('@/money/late_fees/LateFeesPanel.vue'),
  },
  {
    name: 'invoices',
    roles: ['finance', 'consultant', 'sales_assistant', ...LEADERS],
    stages: ['subscribed', 'sold', 'cancelled'],
    panel: () => import('@/money/invoices/InvoicesPanel.vue'),
  },
  {
    name: 'refunds',
    roles: ['finance', 'consultant', 'sales_assistant', ...LEADERS],
    stages: ['subscribed', 'sold', 'cancelled'],
    panel: () => import('@/money/refunds/RefundsPanel.vue'),
  },
  { name: 'changes', roles: null, stages: null, panel: () => import('@/changes/change_orders/ChangesPanel.vue') },
  {
    name: 'contract',
    roles: null,
    stages: ['subscribed', 'sold', 'cancelled'],
    panel: () => import('@/selling/contracts/ContractPanel.vue'),
  },
  { name: 'archive', roles: null, stages: ['subscribed', 'sold', 'cancelled'], panel: () => import('@/papers/archive/ArchivePanel.vue') },
  { name: 'promises', roles: null, stages: null, panel: () => import('@/selling/promises/PromisesPanel.vue') },
]

/**
 * The tabs of a deal. A topic adds one line: its panel, `deal_tab.<name>` in its words, and who sees it when.
 *
 * A panel takes `deal` and may emit `changed`, after which the deal is read again.
 */

import type { Component } from 'vue'
import type { Right } from '@/api/session'

export interface DealTab {
  name: string
  /** `null`: everybody who sees the deal. */
  rights: Right[] | null
  /** `null`: at every stage. */
  stages: string[] | null
  panel: () => Promise<{ default: Component }>
}

export const TABS: DealTab[] = [
  { name: 'terms', rights: null, stages: null, panel: () => import('@/selling/deals/TermsPanel.vue') },
  { name: 'milestones', rights: null, stages: ['sold'], panel: () => import('@/milestones/milestones/MilestonesPanel.vue') },
  { name: 'schedule', rights: null, stages: null, panel: () => import('@/money/instalments/SchedulePanel.vue') },
  {
    name: 'lateFees',
    rights: ['overdue.read'],
    stages: ['subscribed', 'sold'],
    panel: () => import('@/money/late_fees/LateFeesPanel.vue'),
  },
  {
    name: 'invoices',
    rights: ['invoice.read'],
    stages: ['subscribed', 'sold', 'cancelled'],
    panel: () => import('@/money/invoices/InvoicesPanel.vue'),
  },
  {
    name: 'refunds',
    rights: ['refund.read'],
    stages: ['subscribed', 'sold', 'cancelled'],
    panel: () => import('@/money/refunds/RefundsPanel.vue'),
  },
  { name: 'changes', rights: null, stages: null, panel: () => import('@/changes/change_orders/ChangesPanel.vue') },
  {
    name: 'contract',
    rights: null,
    stages: ['subscribed', 'sold', 'cancelled'],
    panel: () => import('@/selling/contracts/ContractPanel.vue'),
  },
  { name: 'archive', rights: null, stages: ['subscribed', 'sold', 'cancelled'], panel: () => import('@/papers/archive/ArchivePanel.vue') },
  { name: 'promises', rights: null, stages: null, panel: () => import('@/selling/promises/PromisesPanel.vue') },
]

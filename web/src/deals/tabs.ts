/**
 * The tabs of a deal. A topic adds one line: its panel, `deal_tab.<name>` in its words, and who sees it when.
 *
 * A panel takes `deal` and may emit `changed`, after which the deal is read again.
 */

import type { Component } from 'vue'

export interface DealTab {
  name: string
  /** `null`: everybody who sees the deal. */
  roles: string[] | null
  /** `null`: at every stage. */
  stages: string[] | null
  panel: () => Promise<{ default: Component }>
}

export const TABS: DealTab[] = [
  { name: 'terms', roles: null, stages: null, panel: () => import('@/deals/TermsPanel.vue') },
  { name: 'schedule', roles: null, stages: null, panel: () => import('@/instalments/SchedulePanel.vue') },
  { name: 'promises', roles: null, stages: null, panel: () => import('@/promises/PromisesPanel.vue') },
]

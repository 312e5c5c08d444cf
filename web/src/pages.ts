/**
 * Every page: where it stands in the menu and who finds it there. The services decide what anybody may do.
 *
 * A page is one line here and `menu.<name>` in the words of its topic; its address is `/<name>`.
 */

import {
  Bell,
  Calendar,
  Checked,
  Coin,
  DataAnalysis,
  Discount,
  Document,
  EditPen,
  Files,
  Finished,
  Grid,
  Lock,
  Message,
  OfficeBuilding,
  Postcard,
  Present,
  PriceTag,
  RefreshLeft,
  Setting,
  Stamp,
  Switch,
  Tickets,
  Timer,
  User,
  Wallet,
  Warning,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'

export const LEADERS = ['sales_director', 'general_manager', 'sales_manager', 'sales_supervisor']
export const CONTROL = ['control_supervisor', 'control_clerk']
export const MONEY = ['finance']
export const SERVICE = ['sales_assistant', 'service_supervisor', 'service_clerk']

export interface PageEntry {
  name: string
  icon: Component
  /** `null`: everybody. */
  roles: string[] | null
  page: () => Promise<{ default: Component }>
}

export interface PageGroup {
  /** `group.<name>` in the words of the frame. */
  name: string
  pages: PageEntry[]
}

export const GROUPS: PageGroup[] = [
  {
    name: 'mine',
    pages: [
      { name: 'tasks', icon: Checked, roles: null, page: () => import('@/tasks/TasksPage.vue') },
      {
        name: 'approvals',
        icon: Stamp,
        roles: ['consultant', 'planner', 'sales_assistant', ...MONEY, ...LEADERS, ...CONTROL],
        page: () => import('@/approvals/ApprovalsPage.vue'),
      },
      { name: 'notices', icon: Bell, roles: null, page: () => import('@/notices/NoticesPage.vue') },
    ],
  },
  {
    name: 'control',
    pages: [
      { name: 'board', icon: Grid, roles: null, page: () => import('@/board/BoardPage.vue') },
      {
        name: 'prices',
        icon: PriceTag,
        roles: ['planner', 'general_manager', 'sales_director', 'sales_manager', ...CONTROL],
        page: () => import('@/prices/PricesPage.vue'),
      },
      {
        name: 'discounts',
        icon: Discount,
        roles: ['consultant', 'planner', ...MONEY, ...LEADERS, ...CONTROL],
        page: () => import('@/discounts/DiscountsPage.vue'),
      },
      {
        name: 'projects',
        icon: OfficeBuilding,
        roles: ['planner', 'administrator', ...LEADERS, ...CONTROL],
        page: () => import('@/projects/ProjectsPage.vue'),
      },
      {
        name: 'paymentPlans',
        icon: Calendar,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL],
        page: () => import('@/payment_plans/PaymentPlansPage.vue'),
      },
      {
        name: 'holds',
        icon: Lock,
        roles: ['consultant', ...LEADERS, ...CONTROL],
        page: () => import('@/holds/HoldsPage.vue'),
      },
      {
        name: 'dataChanges',
        icon: EditPen,
        roles: [...LEADERS, ...CONTROL],
        page: () => import('@/dataChanges/DataChangesPage.vue'),
      },
    ],
  },
  {
    name: 'trade',
    pages: [
      {
        name: 'quotations',
        icon: Tickets,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, 'sales_assistant'],
        page: () => import('@/quotations/QuotationsPage.vue'),
      },
      {
        name: 'deals',
        icon: Document,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/deals/DealsPage.vue'),
      },
      {
        name: 'changeOrders',
        icon: Switch,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/changes/ChangeOrdersPage.vue'),
      },
      {
        name: 'milestones',
        icon: Finished,
        roles: ['consultant', ...MONEY, ...LEADERS, ...SERVICE],
        page: () => import('@/milestones/MilestonesPage.vue'),
      },
      {
        name: 'contracts',
        icon: Tickets,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/contracts/ContractsPage.vue'),
      },
      {
        name: 'archive',
        icon: Files,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/archive/ArchivePage.vue'),
      },
      {
        name: 'liaison',
        icon: Message,
        roles: [...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/liaison/LiaisonPage.vue'),
      },
      {
        name: 'promises',
        icon: Present,
        roles: ['consultant', ...LEADERS, ...CONTROL],
        page: () => import('@/promises/PromisesPage.vue'),
      },
    ],
  },
  {
    name: 'money',
    pages: [
      {
        name: 'receipts',
        icon: Wallet,
        roles: [...MONEY, 'consultant', 'control_clerk', ...LEADERS],
        page: () => import('@/receipts/ReceiptsPage.vue'),
      },
      {
        name: 'overdue',
        icon: Timer,
        roles: [...MONEY, 'consultant', 'sales_assistant', ...LEADERS],
        page: () => import('@/overdue/OverduePage.vue'),
      },
      {
        name: 'invoices',
        icon: Postcard,
        roles: [...MONEY, 'consultant', 'sales_assistant', ...LEADERS],
        page: () => import('@/invoices/InvoicesPage.vue'),
      },
      {
        name: 'refunds',
        icon: RefreshLeft,
        roles: [...MONEY, 'consultant', 'sales_assistant', ...LEADERS],
        page: () => import('@/refunds/RefundsPage.vue'),
      },
      {
        name: 'commission',
        icon: Coin,
        roles: ['consultant', ...MONEY, ...LEADERS],
        page: () => import('@/commission/CommissionPage.vue'),
      },
    ],
  },
  {
    name: 'customers',
    pages: [
      {
        name: 'customers',
        icon: User,
        roles: ['consultant', 'account_manager', ...LEADERS, 'control_clerk', ...SERVICE],
        page: () => import('@/customers/CustomersPage.vue'),
      },
    ],
  },
  {
    name: 'reports',
    pages: [
      {
        name: 'reports',
        icon: DataAnalysis,
        roles: ['consultant', ...MONEY, 'planner', ...LEADERS, ...CONTROL],
        page: () => import('@/reports/DailyPage.vue'),
      },
    ],
  },
  {
    name: 'system',
    pages: [
      {
        name: 'settings',
        icon: Setting,
        roles: ['sales_manager', 'sales_director', 'general_manager', 'administrator'],
        page: () => import('@/settings/SettingsPage.vue'),
      },
      { name: 'parked', icon: Warning, roles: ['operator', 'administrator'], page: () => import('@/parked/ParkedPage.vue') },
    ],
  },
]

export const PAGES: PageEntry[] = GROUPS.flatMap((group) => group.pages)

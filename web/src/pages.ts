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
        page: () => import('@/consent/approvals/ApprovalsPage.vue'),
      },
      { name: 'notices', icon: Bell, roles: null, page: () => import('@/notices/notices/NoticesPage.vue') },
    ],
  },
  {
    name: 'control',
    pages: [
      { name: 'board', icon: Grid, roles: null, page: () => import('@/control/board/BoardPage.vue') },
      {
        name: 'prices',
        icon: PriceTag,
        roles: ['planner', 'general_manager', 'sales_director', 'sales_manager', ...CONTROL],
        page: () => import('@/pricing/price_lists/PricesPage.vue'),
      },
      {
        name: 'discounts',
        icon: Discount,
        roles: ['consultant', 'planner', ...MONEY, ...LEADERS, ...CONTROL],
        page: () => import('@/pricing/discounts/DiscountsPage.vue'),
      },
      {
        name: 'projects',
        icon: OfficeBuilding,
        roles: ['planner', 'administrator', ...LEADERS, ...CONTROL],
        page: () => import('@/control/releases/ProjectsPage.vue'),
      },
      {
        name: 'paymentPlans',
        icon: Calendar,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL],
        page: () => import('@/pricing/payment_plans/PaymentPlansPage.vue'),
      },
      {
        name: 'holds',
        icon: Lock,
        roles: ['consultant', ...LEADERS, ...CONTROL],
        page: () => import('@/control/holds/HoldsPage.vue'),
      },
      {
        name: 'dataChanges',
        icon: EditPen,
        roles: [...LEADERS, ...CONTROL],
        page: () => import('@/control/data_changes/DataChangesPage.vue'),
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
        page: () => import('@/selling/quotations/QuotationsPage.vue'),
      },
      {
        name: 'deals',
        icon: Document,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/selling/deals/DealsPage.vue'),
      },
      {
        name: 'changeOrders',
        icon: Switch,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/changes/change_orders/ChangeOrdersPage.vue'),
      },
      {
        name: 'milestones',
        icon: Finished,
        roles: ['consultant', ...MONEY, ...LEADERS, ...SERVICE],
        page: () => import('@/milestones/milestones/MilestonesPage.vue'),
      },
      {
        name: 'contracts',
        icon: Tickets,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/selling/contracts/ContractsPage.vue'),
      },
      {
        name: 'archive',
        icon: Files,
        roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/papers/archive/ArchivePage.vue'),
      },
      {
        name: 'liaison',
        icon: Message,
        roles: [...LEADERS, ...CONTROL, ...SERVICE],
        page: () => import('@/papers/liaison/LiaisonPage.vue'),
      },
      {
        name: 'promises',
        icon: Present,
        roles: ['consultant', ...LEADERS, ...CONTROL],
        page: () => import('@/selling/promises/PromisesPage.vue'),
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
        page: () => import('@/money/receipts/ReceiptsPage.vue'),
      },
      {
        name: 'overdue',
        icon: Timer,
        roles: [...MONEY, 'consultant', 'sales_assistant', ...LEADERS],
        page: () => import('@/money/overdue/OverduePage.vue'),
      },
      {
        name: 'invoices',
        icon: Postcard,
        roles: [...MONEY, 'consultant', 'sales_assistant', ...LEADERS],
        page: () => import('@/money/invoices/InvoicesPage.vue'),
      },
      {
        name: 'refunds',
        icon: RefreshLeft,
        roles: [...MONEY, 'consultant', 'sales_assistant', ...LEADERS],
        page: () => import('@/money/refunds/RefundsPage.vue'),
      },
      {
        name: 'commission',
        icon: Coin,
        roles: ['consultant', ...MONEY, ...LEADERS],
        page: () => import('@/pay/commission/CommissionPage.vue'),
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
        page: () => import('@/files/customers/CustomersPage.vue'),
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
        page: () => import('@/reports/figures/DailyPage.vue'),
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
        page: () => import('@/register/projects/SettingsPage.vue'),
      },
      { name: 'parked', icon: Warning, roles: ['operator', 'administrator'], page: () => import('@/parked/ParkedPage.vue') },
    ],
  },
]

export const PAGES: PageEntry[] = GROUPS.flatMap((group) => group.pages)

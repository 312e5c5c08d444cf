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
import type { Right } from '@/api/session'

export interface PageEntry {
  name: string
  icon: Component
  /** Any of them shows it; `null`: everybody. */
  rights: Right[] | null
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
      { name: 'tasks', icon: Checked, rights: null, page: () => import('@/tasks/TasksPage.vue') },
      {
        name: 'approvals',
        icon: Stamp,
        rights: ['approval.read', 'hold.request'],
        page: () => import('@/consent/approvals/ApprovalsPage.vue'),
      },
      { name: 'notices', icon: Bell, rights: null, page: () => import('@/notices/notices/NoticesPage.vue') },
    ],
  },
  {
    name: 'control',
    pages: [
      { name: 'board', icon: Grid, rights: ['board.read'], page: () => import('@/control/board/BoardPage.vue') },
      {
        name: 'prices',
        icon: PriceTag,
        rights: ['price_list.read'],
        page: () => import('@/pricing/price_lists/PricesPage.vue'),
      },
      {
        name: 'discounts',
        icon: Discount,
        rights: ['quotation.read', 'price_list.read'],
        page: () => import('@/pricing/discounts/DiscountsPage.vue'),
      },
      {
        name: 'projects',
        icon: OfficeBuilding,
        rights: ['data_change.read', 'price_list.read', 'project.manage'],
        page: () => import('@/control/releases/ProjectsPage.vue'),
      },
      {
        name: 'paymentPlans',
        icon: Calendar,
        rights: ['quotation.read'],
        page: () => import('@/pricing/payment_plans/PaymentPlansPage.vue'),
      },
      {
        name: 'holds',
        icon: Lock,
        rights: ['hold.read'],
        page: () => import('@/control/holds/HoldsPage.vue'),
      },
      {
        name: 'dataChanges',
        icon: EditPen,
        rights: ['data_change.read'],
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
        rights: ['quotation.read'],
        page: () => import('@/selling/quotations/QuotationsPage.vue'),
      },
      {
        name: 'deals',
        icon: Document,
        rights: ['deal.read'],
        page: () => import('@/selling/deals/DealsPage.vue'),
      },
      {
        name: 'changeOrders',
        icon: Switch,
        rights: ['deal.read'],
        page: () => import('@/changes/change_orders/ChangeOrdersPage.vue'),
      },
      {
        name: 'milestones',
        icon: Finished,
        rights: ['deal.read'],
        page: () => import('@/milestones/milestones/MilestonesPage.vue'),
      },
      {
        name: 'contracts',
        icon: Tickets,
        rights: ['deal.read'],
        page: () => import('@/selling/contracts/ContractsPage.vue'),
      },
      {
        name: 'archive',
        icon: Files,
        rights: ['deal.read'],
        page: () => import('@/papers/archive/ArchivePage.vue'),
      },
      {
        name: 'liaison',
        icon: Message,
        rights: ['letter.read'],
        page: () => import('@/papers/liaison/LiaisonPage.vue'),
      },
      {
        name: 'promises',
        icon: Present,
        rights: ['deal.read'],
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
        rights: ['receipt.read'],
        page: () => import('@/money/receipts/ReceiptsPage.vue'),
      },
      {
        name: 'overdue',
        icon: Timer,
        rights: ['overdue.read'],
        page: () => import('@/money/overdue/OverduePage.vue'),
      },
      {
        name: 'invoices',
        icon: Postcard,
        rights: ['invoice.read'],
        page: () => import('@/money/invoices/InvoicesPage.vue'),
      },
      {
        name: 'refunds',
        icon: RefreshLeft,
        rights: ['refund.read'],
        page: () => import('@/money/refunds/RefundsPage.vue'),
      },
      {
        name: 'commission',
        icon: Coin,
        rights: ['commission.read'],
        page: () => import('@/pay/commission/CommissionPage.vue'),
      },
      {
        name: 'commissionPlans',
        icon: Coin,
        rights: ['commission.manage'],
        page: () => import('@/pay/commission_plans/CommissionPlansPage.vue'),
      },
    ],
  },
  {
    name: 'customers',
    pages: [
      {
        name: 'customers',
        icon: User,
        rights: ['customer.read'],
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
        rights: ['report.read'],
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
        rights: ['project.manage', 'promise.set_form'],
        page: () => import('@/register/projects/SettingsPage.vue'),
      },
      { name: 'parked', icon: Warning, rights: ['parked.read'], page: () => import('@/parked/ParkedPage.vue') },
    ],
  },
]

export const PAGES: PageEntry[] = GROUPS.flatMap((group) => group.pages)

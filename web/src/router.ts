/** Pages, and which roles find them in their menu. The services decide what anybody may do. */

import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from '@/api/session'
import { i18n } from '@/words'

const LEADERS = ['sales_director', 'general_manager', 'sales_manager', 'sales_supervisor']
const CONTROL = ['control_supervisor', 'control_clerk']
const MONEY = ['finance']
const SERVICE = ['sales_assistant', 'service_supervisor', 'service_clerk']

export interface MenuEntry {
  name: string
  icon: string
  roles: string[] | null
}

/** `roles: null`: everybody. */
export const MENU: MenuEntry[] = [
  { name: 'board', icon: 'Grid', roles: null },
  { name: 'approvals', icon: 'Stamp', roles: ['consultant', 'planner', 'sales_assistant', ...MONEY, ...LEADERS, ...CONTROL] },
  { name: 'customers', icon: 'User', roles: ['consultant', 'account_manager', ...LEADERS, 'control_clerk', ...SERVICE] },
  { name: 'deals', icon: 'Document', roles: ['consultant', ...MONEY, ...LEADERS, ...CONTROL, ...SERVICE] },
  { name: 'receipts', icon: 'Wallet', roles: [...MONEY, 'consultant', 'control_clerk', ...LEADERS] },
  { name: 'projects', icon: 'OfficeBuilding', roles: ['planner', 'administrator', ...LEADERS, ...CONTROL] },
  { name: 'reports', icon: 'DataAnalysis', roles: ['consultant', ...MONEY, 'planner', ...LEADERS, ...CONTROL] },
  { name: 'commission', icon: 'Coin', roles: ['consultant', ...MONEY, ...LEADERS] },
  { name: 'notices', icon: 'Bell', roles: null },
  { name: 'parked', icon: 'Warning', roles: ['operator', 'administrator'] },
]

const pages: RouteRecordRaw[] = [
  { path: '', redirect: '/board' },
  { path: 'board', name: 'board', component: () => import('@/board/BoardPage.vue') },
  { path: 'approvals', name: 'approvals', component: () => import('@/approvals/ApprovalsPage.vue') },
  { path: 'customers', name: 'customers', component: () => import('@/customers/CustomersPage.vue') },
  { path: 'deals', name: 'deals', component: () => import('@/deals/DealsPage.vue') },
  { path: 'receipts', name: 'receipts', component: () => import('@/receipts/ReceiptsPage.vue') },
  { path: 'projects', name: 'projects', component: () => import('@/projects/ProjectsPage.vue') },
  { path: 'reports', name: 'reports', component: () => import('@/reports/DailyPage.vue') },
  { path: 'commission', name: 'commission', component: () => import('@/commission/CommissionPage.vue') },
  { path: 'notices', name: 'notices', component: () => import('@/notices/NoticesPage.vue') },
  { path: 'parked', name: 'parked', component: () => import('@/parked/ParkedPage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/login', name: 'login', component: () => import('@/login/LoginPage.vue') },
    { path: '/', component: () => import('@/shell/AppShell.vue'), children: pages },
    { path: '/:rest(.*)*', redirect: '/board' },
  ],
})

router.beforeEach(async (to) => {
  const session = useSession()
  if (session.isIn || (await session.renew())) return to.name === 'login' ? '/board' : true
  return to.name === 'login' ? true : { name: 'login', query: { to: to.fullPath } }
})

router.afterEach((to) => {
  const { t } = i18n.global
  const entry = MENU.find((one) => one.name === to.name)
  document.title = entry ? `${t(`menu.${entry.name}`)} · ${t('app.name')}` : t('app.name')
})

/** A page that an older build names is gone after an update: the newer application is loaded. */
router.onError((error: Error, to) => {
  if (/dynamically imported module/.test(error.message)) window.location.assign(to.fullPath)
})

/** Pages, and which roles find them in their menu. The services decide what anybody may do. */

import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from '@/api/session'

const LEADERS = ['sales_director', 'general_manager', 'sales_manager', 'sales_supervisor']
const CONTROL = ['control_supervisor', 'control_clerk']
const SERVICE = ['sales_assistant', 'service_supervisor', 'service_clerk']

export interface MenuEntry {
  name: string
  icon: string
  roles: string[] | null
}

/** `roles: null`: everybody. */
export const MENU: MenuEntry[] = [
  { name: 'board', icon: 'Grid', roles: null },
  { name: 'customers', icon: 'User', roles: ['consultant', 'account_manager', ...LEADERS, 'control_clerk', ...SERVICE] },
  { name: 'deals', icon: 'Document', roles: ['consultant', 'finance', ...LEADERS, ...CONTROL, ...SERVICE] },
  { name: 'receipts', icon: 'Wallet', roles: ['finance', 'consultant', 'control_clerk', ...LEADERS] },
  { name: 'projects', icon: 'OfficeBuilding', roles: ['planner', 'administrator', ...LEADERS, ...CONTROL] },
  { name: 'reports', icon: 'DataAnalysis', roles: ['consultant', 'finance', 'planner', ...LEADERS, ...CONTROL] },
  { name: 'notices', icon: 'Bell', roles: null },
]

const pages: RouteRecordRaw[] = [
  { path: '', redirect: '/board' },
  { path: 'board', name: 'board', component: () => import('@/board/BoardPage.vue') },
  { path: 'customers', name: 'customers', component: () => import('@/customers/CustomersPage.vue') },
  { path: 'deals', name: 'deals', component: () => import('@/deals/DealsPage.vue') },
  { path: 'receipts', name: 'receipts', component: () => import('@/receipts/ReceiptsPage.vue') },
  { path: 'projects', name: 'projects', component: () => import('@/projects/ProjectsPage.vue') },
  { path: 'reports', name: 'reports', component: () => import('@/reports/DailyPage.vue') },
  { path: 'notices', name: 'notices', component: () => import('@/notices/NoticesPage.vue') },
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

/** Addresses: each page of `pages.ts` under its name, within the frame; the log-in outside. */

import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from '@/api/session'
import { PAGES } from '@/pages'
import { i18n } from '@/words'

const pages: RouteRecordRaw[] = PAGES.map(({ name, page }) => ({ path: name, name, component: page }))

const account: RouteRecordRaw = { path: 'account', name: 'account', component: () => import('@/access/account/AccountPage.vue') }

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/login', name: 'login', component: () => import('@/login/LoginPage.vue') },
    { path: '/', component: () => import('@/shell/AppShell.vue'), children: [{ path: '', redirect: '/board' }, account, ...pages] },
    { path: '/enrol', name: 'enrol', component: () => import('@/access/account/EnrolPage.vue') },
    { path: '/quotations/:id/print', name: 'quotation-print', component: () => import('@/selling/quotations/PrintPage.vue') },
    { path: '/:rest(.*)*', redirect: '/board' },
  ],
})

router.beforeEach(async (to) => {
  const session = useSession()
  if (session.isIn || (await session.renew())) {
    if (session.mustEnrol) return to.name === 'enrol' ? true : { name: 'enrol' }
    return to.name === 'login' || to.name === 'enrol' ? '/board' : true
  }
  return to.name === 'login' ? true : { name: 'login', query: { to: to.fullPath } }
})

router.afterEach((to) => {
  const { t } = i18n.global
  const entry = PAGES.find((one) => one.name === to.name)
  const title = to.name === 'account' ? t('account.title') : entry && t(`menu.${entry.name}`)
  document.title = title ? `${title} · ${t('app.name')}` : t('app.name')
})

/** A page that an older build names is gone after an update: the newer application is loaded. */
router.onError((error: Error, to) => {
  if (/dynamically imported module/.test(error.message)) window.location.assign(to.fullPath)
})

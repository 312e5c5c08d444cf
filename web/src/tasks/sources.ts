/**
 * What waits for somebody (我的待办): one source per kind of work.
 *
 * A topic adds one source here and `task.<name>` in its words. `changes` are beginnings of the kinds of events
 * after which the source is read again.
 */

import type { RouteLocationRaw } from 'vue-router'
import type { Item, Known, Query } from '@/api/address'
import { api, type Page } from '@/api/http'
import { useSession, type Me, type Right } from '@/api/session'
import { kindText, type ApprovalRow, type Service } from '@/consent/approvals/model'
import type { DealRow } from '@/selling/deals/model'
import { i18n, language, word } from '@/words'
import { endOfToday, money, placeOf } from '@/words/format'

export interface Task {
  id: string
  text: string
  detail: string
  /** By when, as a moment; `null` when nothing says so. */
  due: string | null
  to: RouteLocationRaw
}

export interface TaskSource {
  name: string
  /** Any of them makes it one's work; `null`: everybody's. */
  rights: Right[] | null
  changes: string[]
  read: (me: Me) => Promise<Task[]>
}

const MOST = 100
const NEAR_DAYS = 14
const DAY_MS = 86_400_000

/** The first of a list. */
async function items<const A extends string>(address: Known<'get', A>, query: Query<'get', A>): Promise<Item<A>[]> {
  const page = await api.get(address, { page_size: MOST, ...query } as Query<'get', A>)
  return (page as Page<Item<A>>).items
}

const toDeal = (id: string, tab?: string) => ({ name: 'deals', query: { deal: id, tab } })

async function approvals(): Promise<Task[]> {
  const asked = { to_decide: true }
  const [ofInventory, ofReporting] = await Promise.all([items('/approvals', asked), items('/reporting-approvals', asked)])
  return [
    ...ofInventory.filter((one) => one.may_decide).map((one) => approval('inventory', one)),
    ...ofReporting.filter((one) => one.may_decide).map((one) => approval('reporting', one)),
  ]
}

function approval(service: Service, one: ApprovalRow): Task {
  return {
    id: one.id,
    text: `${kindText(service, one.kind)} ${one.facts.unit_number ?? ''}`,
    detail: one.reason ?? '',
    due: one.decide_by,
    to: { name: 'approvals', query: { approval: one.id, service } },
  }
}

async function notices(): Promise<Task[]> {
  return (await items('/notices', { open: true })).map((one) => ({
    id: one.id,
    text: one.title[language()],
    detail: one.body[language()],
    due: one.acknowledge_by,
    to: { name: 'notices' },
  }))
}

const isNear = (due: string | null) => due !== null && new Date(due).getTime() < Date.now() + NEAR_DAYS * DAY_MS

async function deadlines(me: Me): Promise<Task[]> {
  const open = await items('/deadlines', { status: 'open' })
  const mine = open.filter((one) => one.responsible_id === me.id && isNear(one.due_at))
  return Promise.all(
    mine.map(async (one) => ({
      id: one.id,
      text: word('deadline_kind', one.kind),
      detail: await unitName(one.unit_id),
      due: one.due_at,
      to: one.deal_id ? toDeal(one.deal_id) : { name: 'notices' },
    })),
  )
}

async function unitName(id: string | null): Promise<string> {
  if (!id) return ''
  return placeOf(await api.get(`/units/${id}`))
}

async function followUps(me: Me): Promise<Task[]> {
  const due = await items('/customers', { due_before: endOfToday(), owner_id: me.id })
  return due.map((one) => ({
    id: one.id,
    text: one.name,
    detail: one.phones.join(' '),
    due: one.next_due_at,
    to: { name: 'customers', query: { customer: one.id } },
  }))
}

/** Their own customers; to who assigns them everybody's. */
async function toTell(me: Me): Promise<Task[]> {
  const whose: Record<string, string> = useSession().may('customer.assign') ? {} : { owner_id: me.id }
  return (await items('/customer-messages', { status: 'open', ...whose })).map((one) => ({
    id: one.id,
    text: one.title,
    detail: one.customer_name,
    due: null,
    to: toDeal(one.deal_id, 'schedule'),
  }))
}

const receipts = (status: string) => async (): Promise<Task[]> =>
  (await items('/receipts', { status })).map((one) => ({
    id: one.id,
    text: `${word('receipt_kind', one.kind)} ${money(one.amount)}`,
    detail: placeOf(one),
    due: null,
    to: { name: 'receipts', query: { status } },
  }))

/** Others' requests: nobody takes the next step of their own. */
const invoices =
  (status: string) =>
  async (me: Me): Promise<Task[]> =>
    (await items('/invoices', { status }))
      .filter((one) => one.requested_by !== me.id)
      .map((one) => ({
        id: one.id,
        text: `${word('invoice_kind', one.kind)} ${money(one.amount)}`,
        detail: placeOf(one),
        due: null,
        to: { name: 'invoices', query: { status } },
      }))

const refunds =
  (status: string) =>
  async (me: Me): Promise<Task[]> =>
    (await items('/refunds', { status }))
      .filter((one) => one.requested_by !== me.id)
      .map((one) => ({
        id: one.id,
        text: `${word('refund_cause', one.cause)} ${money(one.amount)}`,
        detail: placeOf(one),
        due: null,
        to: { name: 'refunds', query: { status } },
      }))

const borrowings =
  (status: string) =>
  async (me: Me): Promise<Task[]> =>
    (await items('/borrowings', { status }))
      .filter((one) => one.borrower_id !== me.id)
      .map((one) => ({ id: one.id, text: `${one.title} ${placeOf(one)}`, detail: one.purpose, due: null, to: { name: 'archive' } }))

async function unarchived(): Promise<Task[]> {
  return (await items('/contracts', { issue: 'unarchived' })).map((one) => ({
    id: one.deal_id,
    text: `${one.contract_number ?? ''} ${placeOf(one)}`,
    detail: '',
    due: null,
    to: toDeal(one.deal_id, 'archive'),
  }))
}

const subscribed = (open: (deal: DealRow) => boolean) => async (): Promise<Task[]> =>
  (await items('/deals', { stage: 'subscribed' })).filter(open).map((deal) => ({
    id: deal.id,
    text: placeOf(deal),
    detail: money(deal.price),
    due: deal.sign_by,
    to: toDeal(deal.id),
  }))

async function drafts(): Promise<Task[]> {
  const projects = await items('/projects', {})
  const entered = await Promise.all(
    projects.map(async (project) => ({ project, units: await items(`/projects/${project.id}/units`, { status: 'draft' }) })),
  )
  return entered
    .filter(({ units }) => units.length)
    .map(({ project, units }) => ({
      id: project.id,
      text: project.name,
      detail: `${units.length}${units.length === MOST ? '+' : ''} ${i18n.global.t('board.units')}`,
      due: null,
      to: { name: 'projects', query: { project: project.id } },
    }))
}

export const SOURCES: TaskSource[] = [
  { name: 'approvals', rights: null, changes: ['approval'], read: approvals },
  { name: 'notices', rights: null, changes: ['notice'], read: notices },
  { name: 'deadlines', rights: null, changes: ['deadline', 'unit_subscribed', 'unit_sold', 'sale_cancelled'], read: deadlines },
  { name: 'followUps', rights: ['customer.write'], changes: ['follow_up', 'customer'], read: followUps },
  { name: 'toTell', rights: ['customer.tell'], changes: ['customer_message'], read: toTell },
  { name: 'drafts', rights: ['unit.review'], changes: ['unit_approved'], read: drafts },
  {
    name: 'documents',
    rights: ['deal.check_documents'],
    changes: ['unit_subscribed', 'deal_changed', 'sale_cancelled'],
    read: subscribed((deal) => !deal.documents_checked_at),
  },
  {
    name: 'letters',
    rights: ['deal.confirm'],
    changes: ['unit_subscribed', 'deal_changed', 'sale_cancelled'],
    read: subscribed((deal) => !!deal.documents_checked_at && !deal.signed_off_at),
  },
  { name: 'endorse', rights: ['receipt.endorse'], changes: ['receipt', 'deal_changed'], read: receipts('requested') },
  { name: 'toArchive', rights: ['archive.keep'], changes: ['unit_sold', 'deadline'], read: unarchived },
  { name: 'borrowingsToDecide', rights: ['borrowing.decide'], changes: ['deadline'], read: borrowings('requested') },
  { name: 'borrowingsToLend', rights: ['archive.keep'], changes: ['deadline'], read: borrowings('granted') },
  { name: 'invoicesToReview', rights: ['invoice.review'], changes: ['invoice'], read: invoices('requested') },
  { name: 'invoicesToIssue', rights: ['invoice.issue'], changes: ['invoice'], read: invoices('reviewed') },
  { name: 'refundsToConfirm', rights: ['refund.confirm'], changes: ['refund'], read: refunds('requested') },
  { name: 'refundsToPay', rights: ['refund.pay'], changes: ['refund'], read: refunds('confirmed') },
  { name: 'receipts', rights: ['receipt.confirm'], changes: ['receipt', 'deal_changed'], read: receipts('endorsed') },
]

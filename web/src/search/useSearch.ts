/** Search over customers, units and contracts, as far as the caller may see them. */

import { computed, reactive } from 'vue'
import { api, orHidden } from '@/api/http'
import { useRead } from '@/api/reads'
import { useSession } from '@/api/session'
import { word } from '@/words'

export const GROUPS = ['customers', 'units', 'contracts'] as const

export interface Hit {
  group: (typeof GROUPS)[number]
  id: string
  text: string
  detail: string
  to: { name: string; query: Record<string, string> }
}

const MOST = 8
const LEAST_DIGITS_OF_PHONE = 7

export function useSearch() {
  const session = useSession()
  const readsCustomers = session.may('customer.read')

  async function customers(text: string): Promise<Hit[]> {
    if (!text || !readsCustomers) return []
    const isPhone = /^\+?[\d\s-]+$/.test(text)
    if (isPhone && text.replace(/\D/g, '').length < LEAST_DIGITS_OF_PHONE) return []
    const page = await api.get('/customers', { [isPhone ? 'phone' : 'name']: text, page_size: MOST })
    return page.items.map((one) => ({
      group: 'customers',
      id: one.id,
      text: one.name,
      detail: one.phones.join(' '),
      to: { name: 'customers', query: { customer: one.id } },
    }))
  }

  async function units(text: string): Promise<Hit[]> {
    if (!/\d/.test(text)) return []
    const page = await api.get('/units', { number: text, page_size: MOST })
    return page.items.map((unit) => ({
      group: 'units',
      id: unit.id,
      text: `${unit.building} ${unit.number}`,
      detail: `${unit.project}　${word('unit_status', unit.status)}`,
      to: { name: 'board', query: { project: unit.project_id, unit: unit.id } },
    }))
  }

  async function nameOf(customerId: string): Promise<string> {
    if (!readsCustomers) return ''
    const customer = await api.get(`/customers/${customerId}`).catch(orHidden)
    return customer?.name ?? ''
  }

  async function contracts(text: string): Promise<Hit[]> {
    if (!text) return []
    const page = await api.get('/deals', { contract_number: text, page_size: MOST })
    return Promise.all(
      page.items.map(async (deal) => ({
        group: 'contracts' as const,
        id: deal.id,
        text: deal.contract_number ?? '',
        detail: `${await nameOf(deal.customer_id)}　${deal.building} ${deal.stair} ${deal.number}`,
        to: { name: 'deals', query: { deal: deal.id } },
      })),
    )
  }

  const found = reactive<Record<Hit['group'], Hit[]>>({ customers: [], units: [], contracts: [] })
  const hits = computed(() => GROUPS.flatMap((group) => found[group]))
  const ways = { customers, units, contracts }
  const reads = GROUPS.map((group) => useRead(ways[group], (answer) => (found[group] = answer)))

  async function search(text: string): Promise<void> {
    await Promise.all(reads.map((read) => read(text)))
  }

  return { hits, search }
}

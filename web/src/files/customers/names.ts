/** Names of the customers one may see: the newest read at once, others one by one as they are asked for. */

import { ref } from 'vue'
import { api, type Page } from '@/api/http'
import { useSession } from '@/api/session'
import type { Customer } from '@/files/customers/model'

export const READERS = [
  'consultant',
  'account_manager',
  'sales_director',
  'general_manager',
  'sales_manager',
  'sales_supervisor',
  'control_clerk',
  'sales_assistant',
  'service_supervisor',
  'service_clerk',
  'finance',
]
const MOST_AT_ONCE = 200

export function useCustomerNames() {
  const names = ref<Record<string, string>>({})
  const asked = new Set<string>()
  let isRead = false

  async function readOne(id: string): Promise<void> {
    asked.add(id)
    names.value[id] = await api
      .get<Customer>(`/customers/${id}`)
      .then((one) => one.name)
      .catch(() => '—')
  }

  if (useSession().has(...READERS)) {
    void api
      .get<Page<Customer>>('/customers', { page_size: MOST_AT_ONCE })
      .then((page) => {
        isRead = true
        names.value = Object.fromEntries(page.items.map((one) => [one.id, one.name]))
      })
      .catch(() => undefined)
  }
  return (id: string | undefined): string => {
    if (!id) return '—' // tables draw their columns once with an empty row, to measure them
    const name = names.value[id]
    if (name === undefined && isRead && !asked.has(id)) void readOne(id)
    return name ?? '—'
  }
}

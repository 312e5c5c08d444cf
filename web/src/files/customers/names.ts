/** Names of the customers one may see: the newest read at once, others one by one as they are asked for. */

import { ref } from 'vue'
import { api, orHidden } from '@/api/http'
import { useReadAround } from '@/api/reads'
import { useSession } from '@/api/session'

const MOST_AT_ONCE = 200

/** `—` where one may not see the customer. */
async function nameOrNone(id: string): Promise<string> {
  const customer = await api.get(`/customers/${id}`).catch(orHidden)
  return customer?.name ?? '—'
}

export function useCustomerNames() {
  const names = ref<Record<string, string>>({})
  const missing = new Set<string>()
  let isRead = false
  let isSoon = false

  const readAll = useReadAround(
    () => api.get('/customers', { page_size: MOST_AT_ONCE }),
    (page) => {
      isRead = true
      names.value = Object.fromEntries(page.items.map((one) => [one.id, one.name]))
    },
  )
  const readMissing = useReadAround(
    () => Promise.all([...missing].map(async (id) => [id, await nameOrNone(id)] as const)),
    (found) => {
      for (const [id, name] of found) {
        names.value[id] = name
        missing.delete(id)
      }
    },
  )

  /** All that are missing at once: a table asks for its rows' one by one. */
  function readSoon(): void {
    if (isSoon) return
    isSoon = true
    queueMicrotask(() => {
      isSoon = false
      void readMissing()
    })
  }

  if (useSession().may('customer.read')) void readAll()
  return (id: string | undefined): string => {
    if (!id) return '—' // tables draw their columns once with an empty row, to measure them
    const name = names.value[id]
    if (name === undefined && isRead && !missing.has(id)) {
      missing.add(id)
      readSoon()
    }
    return name ?? '—'
  }
}

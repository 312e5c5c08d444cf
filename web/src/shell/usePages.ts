/** A list of the API, page by page. */

import { onScopeDispose, ref, shallowRef } from 'vue'
import { api, type Page } from '@/api/http'
import { tell } from '@/shell/tell'

const GATHER_MS = 300
type Query = Record<string, string | number | boolean | null | undefined>

export function usePages<T>(path: string, query: () => Query) {
  const items = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const loading = ref(false)
  const failed = ref('')
  let pending: number | undefined

  async function load(cursor: string | null): Promise<void> {
    loading.value = true
    try {
      const page = await api.get<Page<T>>(path, { ...query(), cursor, page_size: 50 })
      items.value = cursor ? [...items.value, ...page.items] : page.items
      next.value = page.next
      failed.value = ''
    } catch (error) {
      failed.value = error instanceof Error ? error.message : String(error)
      tell(error)
    } finally {
      loading.value = false
    }
  }

  /** For changes that come in swarms. */
  function readSoon(): void {
    window.clearTimeout(pending)
    pending = window.setTimeout(() => void load(null), GATHER_MS)
  }

  onScopeDispose(() => window.clearTimeout(pending))
  void load(null)
  return { items, next, loading, failed, read: () => load(null), readSoon, more: () => load(next.value) }
}

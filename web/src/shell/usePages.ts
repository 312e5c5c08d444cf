/** A list of the API, page by page. */

import { ref, shallowRef } from 'vue'
import { api, type Page } from '@/api/http'
import { tell } from '@/shell/tell'

type Query = Record<string, string | number | boolean | null | undefined>

export function usePages<T>(path: string, query: () => Query) {
  const items = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const loading = ref(false)

  async function load(cursor: string | null): Promise<void> {
    loading.value = true
    try {
      const page = await api.get<Page<T>>(path, { ...query(), cursor, page_size: 50 })
      items.value = cursor ? [...items.value, ...page.items] : page.items
      next.value = page.next
    } catch (error) {
      tell(error)
    } finally {
      loading.value = false
    }
  }

  void load(null)
  return { items, next, loading, read: () => load(null), more: () => load(next.value) }
}

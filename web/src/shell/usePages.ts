/** A list of the API, page by page. */

import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { api, type Page } from '@/api/http'
import { inOrder } from '@/api/inOrder'
import { tell } from '@/shell/tell'

const GATHER_MS = 300
const PAGE = 50
const MOST = 200
type Query = Record<string, string | number | boolean | null | undefined>

export function usePages<T>(path: string, query: () => Query) {
  const items = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const running = ref(0)
  const loading = computed(() => running.value > 0)
  const failed = ref('')
  let pending: number | undefined

  /** Read again, a list stays as long as one has opened it. */
  const sizeOf = (cursor: string | null) => (cursor ? PAGE : Math.min(MOST, Math.max(PAGE, items.value.length)))
  const ask = inOrder(
    (cursor: string | null) => api.get<Page<T>>(path, { ...query(), cursor, page_size: sizeOf(cursor) }),
    (page, cursor) => {
      items.value = cursor ? [...items.value, ...page.items] : page.items
      next.value = page.next
      failed.value = ''
    },
  )

  async function load(cursor: string | null): Promise<void> {
    running.value += 1
    try {
      await ask(cursor)
    } catch (error) {
      failed.value = error instanceof Error ? error.message : String(error)
      tell(error)
    } finally {
      running.value -= 1
    }
  }

  /** One page at a time: asked for twice it would be there twice. */
  async function more(): Promise<void> {
    if (!loading.value) await load(next.value)
  }

  /** For changes that come in swarms. */
  function readSoon(): void {
    window.clearTimeout(pending)
    pending = window.setTimeout(() => void load(null), GATHER_MS)
  }

  onScopeDispose(() => window.clearTimeout(pending))
  void load(null)
  return { items, next, loading, failed, read: () => load(null), readSoon, more }
}

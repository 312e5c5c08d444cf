/** A list of the API, page by page; what fails is said by the `<LoadFailed />` of the component. */

import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Item, Known, Query } from '@/api/address'
import { api, type Page } from '@/api/http'
import { useRead } from '@/api/reads'

const GATHER_MS = 300
const PAGE = 50
const MOST = 200

export function usePages<const A extends string>(path: Known<'get', A>, query: () => Query<'get', A>) {
  const items = shallowRef<Item<A>[]>([])
  const next = ref<string | null>(null)
  const running = ref(0)
  const loading = computed(() => running.value > 0)
  let pending: number | undefined

  /** Read again, a list stays as long as one has opened it. */
  const sizeOf = (cursor: string | null) => (cursor ? PAGE : Math.min(MOST, Math.max(PAGE, items.value.length)))
  const pageOf = (cursor: string | null) =>
    api.get(path, { ...query(), cursor, page_size: sizeOf(cursor) } as Query<'get', A>) as Promise<Page<Item<A>>>
  const ask = useRead(
    (cursor: string | null) => pageOf(cursor),
    (page, cursor) => {
      items.value = cursor ? [...items.value, ...page.items] : page.items
      next.value = page.next
    },
  )

  async function load(cursor: string | null): Promise<void> {
    running.value += 1
    await ask(cursor)
    running.value -= 1
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
  return { items, next, loading, read: () => load(null), readSoon, more }
}

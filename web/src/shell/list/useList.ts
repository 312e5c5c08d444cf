/**
 * A list of the API as a page shows it: its filters, its order and its rows, page by page.
 *
 *     const list = useList('/receipts', { status: '', project_id: '', overdue: false })
 *     const list = useList('/receipts', {}, { fixed: () => ({ deal_id: deal.id }) })      // within a drawer
 *
 * Filters, order and page size of a page stand in its address, so that it can be sent, kept, and gone back to. Those of a list
 * with `fixed` questions do not: it is a part of something else. What fails is said by the `<LoadFailed />` of the component.
 */

import { computed, onScopeDispose, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import type { Item, Known, Query } from '@/api/address'
import { api, type Page } from '@/api/http'
import { useRead } from '@/api/reads'

const GATHER_MS = 300
const MOST_AT_ONCE = 200
/** An export of more rows is cut, and says so. */
export const MOST_ROWS = 10_000
export const SIZES = [20, 50, 100, 200]
const USUAL_SIZE = 50

type Filter = string | boolean
export type Filters = Record<string, Filter>
/** What a table takes of a list. */
export interface ListOf<Row> {
  items: Ref<Row[]>
  next: Ref<string | null>
  loading: Ref<boolean>
  sort: Ref<string>
  size: Ref<number>
  more: () => Promise<void>
  all: () => Promise<{ rows: Row[]; isCut: boolean }>
}

interface Options<A extends string> {
  /** Part of every question, and not for the reader to change. */
  fixed?: () => Query<'get', A>
  /** Asked as well, but not for the address: phone numbers. */
  also?: () => Query<'get', A>
}

export function useList<const A extends string, F extends Filters>(path: Known<'get', A>, empty: F, { fixed, also }: Options<A> = {}) {
  const route = useRoute()
  const router = useRouter()
  const first = fixed ? {} : route.query
  const filters = reactive({ ...empty, ...given(empty, first) }) as F
  const sort = ref(text(first.sort))
  const size = ref(SIZES.find((one) => one === Number(first.page_size)) ?? USUAL_SIZE)
  const items = shallowRef<Item<A>[]>([])
  const next = ref<string | null>(null)
  const running = ref(0)
  const loading = computed(() => running.value > 0)
  let pending: number | undefined

  const asked = () => ({ ...filters, ...fixed?.(), ...also?.(), sort: sort.value })
  const pageOf = (cursor: string | null, page_size: number) =>
    api.get(path, { ...sent(asked()), cursor, page_size } as unknown as Query<'get', A>) as Promise<Page<Item<A>>>
  /** Read again, a list stays as long as one has opened it. */
  const sizeOf = (cursor: string | null) => (cursor ? size.value : Math.min(MOST_AT_ONCE, Math.max(size.value, items.value.length)))
  const ask = useRead(
    (cursor: string | null, page_size: number) => pageOf(cursor, page_size),
    (page, cursor) => {
      items.value = cursor ? [...items.value, ...page.items] : page.items
      next.value = page.next
    },
  )

  async function load(cursor: string | null, page_size = sizeOf(cursor)): Promise<void> {
    running.value += 1
    await ask(cursor, page_size)
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

  /** Every row that the filters leave, in the order shown, but not more than `MOST_ROWS`. */
  async function all(): Promise<{ rows: Item<A>[]; isCut: boolean }> {
    const rows: Item<A>[] = []
    let cursor: string | null = null
    do {
      const page: Page<Item<A>> = await pageOf(cursor, MOST_AT_ONCE)
      rows.push(...page.items)
      cursor = page.next
    } while (cursor && rows.length < MOST_ROWS)
    return { rows: rows.slice(0, MOST_ROWS), isCut: cursor !== null || rows.length > MOST_ROWS }
  }

  function keepInAddress(): void {
    if (fixed) return
    const chosen = Object.fromEntries(Object.entries(filters).filter(([name, value]) => value !== empty[name]))
    const own = { ...sent(chosen), sort: sort.value || undefined, page_size: size.value === USUAL_SIZE ? undefined : String(size.value) }
    const others = Object.fromEntries(Object.entries(route.query).filter(([name]) => !(name in empty)))
    void router.replace({ query: { ...others, ...own } })
  }

  watch([filters, sort, size], () => {
    keepInAddress()
    void load(null, size.value)
  })
  /** Somebody goes to the same page with other filters: from a task, or back. */
  watch(
    () => route.query,
    (query) => {
      if (!fixed) Object.assign(filters, { ...empty, ...given(empty, query) })
    },
  )
  onScopeDispose(() => window.clearTimeout(pending))
  void load(null)
  return { filters, sort, size, items, next, loading, read: () => load(null), readSoon, more, all }
}

const text = (value: LocationQueryValue | LocationQueryValue[] | undefined): string => (typeof value === 'string' ? value : '')

/** What the address says of these filters. */
function given(empty: Filters, query: Record<string, LocationQueryValue | LocationQueryValue[]>): Filters {
  const names = Object.keys(empty).filter((name) => typeof query[name] === 'string')
  return Object.fromEntries(names.map((name) => [name, typeof empty[name] === 'boolean' ? query[name] === 'true' : text(query[name])]))
}

/** Without what is left empty. */
function sent(filters: Record<string, unknown>): Record<string, string> {
  const chosen = Object.entries(filters).filter(([, value]) => value !== '' && value !== false && value !== null && value !== undefined)
  return Object.fromEntries(chosen.map(([name, value]) => [name, String(value)]))
}

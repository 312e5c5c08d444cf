/** A project's board, kept live: what the stream tells of a unit shows at once; then the board is read again, by its ETag. */

import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { address, problemOf, send } from '@/api/http'
import { useRead } from '@/api/reads'
import { onChange } from '@/api/live'
import { withTold, type Board, type Told } from '@/control/board/model'

const GATHER_MS = 150
/** The gateway may answer a board that is a second old: once that is over, what it says is certain. */
const CERTAIN_MS = 1_300
const SAFETY_MS = 30_000

export function useBoard(projectId: Ref<string>) {
  const answered = shallowRef<Board | null>(null)
  const told = shallowRef(new Map<string, Told>())
  const board = computed(() => (answered.value && told.value.size ? withTold(answered.value, told.value) : answered.value))
  const loading = ref(false)
  let etag = ''
  let shown = ''
  let pending: number[] = []

  const readOf = useRead(
    async (id: string) => {
      const response = await send('GET', address(`/projects/${id}/board`))
      if (!response.ok) throw await problemOf(response)
      const found = response.headers.get('ETag') ?? ''
      const isShown = found !== '' && found === etag && id === shown
      return { found, content: isShown ? null : ((await response.json()) as Board) }
    },
    ({ found, content }, id) => {
      if (!content) return
      answered.value = content
      etag = found
      shown = id
    },
  )

  async function read(): Promise<void> {
    if (projectId.value) await readOf(projectId.value)
  }

  function readSoon(): void {
    forgetReads()
    pending = [GATHER_MS, CERTAIN_MS].map((ms) => window.setTimeout(() => void read(), ms))
  }

  function forgetReads(): void {
    pending.forEach((timer) => window.clearTimeout(timer))
  }

  watch(
    projectId,
    async () => {
      answered.value = null
      told.value = new Map()
      loading.value = true
      await read()
      loading.value = false
    },
    { immediate: true },
  )

  onChange((change) => {
    if (change === 'reset') told.value = new Map()
    else if (change.project !== projectId.value) return
    else if (change.status)
      told.value = new Map(told.value).set(change.id, { version: change.version, status: change.status as Told['status'] })
    else if (change.kind !== 'price_list_effective') return
    readSoon()
  })
  const safety = window.setInterval(readSoon, SAFETY_MS)
  onScopeDispose(() => {
    window.clearInterval(safety)
    forgetReads()
  })
  return { board, loading, read }
}

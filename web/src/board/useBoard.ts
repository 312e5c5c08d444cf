/** A project's board, kept live: read again, by its ETag, whenever the stream tells of a change. */

import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { address, Problem, send } from '@/api/http'
import { onChange } from '@/api/live'
import type { Board } from '@/board/model'
import { tell } from '@/shell/tell'

const GATHER_MS = 150
const SAFETY_MS = 30_000

export function useBoard(projectId: Ref<string>) {
  const board = shallowRef<Board | null>(null)
  const loading = ref(false)
  let etag = ''
  let shown = ''
  let pending: number | undefined

  async function read(): Promise<void> {
    const id = projectId.value
    if (!id) return
    const response = await send('GET', address(`/projects/${id}/board`))
    if (!response.ok) throw new Problem(response.status, 'board', response.statusText)
    const found = response.headers.get('ETag') ?? ''
    if (id !== projectId.value || (found && found === etag && id === shown)) return
    board.value = (await response.json()) as Board
    etag = found
    shown = id
  }

  function readSoon(): void {
    window.clearTimeout(pending)
    pending = window.setTimeout(() => void read().catch(() => undefined), GATHER_MS)
  }

  watch(projectId, async () => {
    board.value = null
    loading.value = true
    await read().catch(tell)
    loading.value = false
  }, { immediate: true })

  onChange((change) => {
    if (change === 'reset' || (change.project === projectId.value && change.status)) readSoon()
  })
  const safety = window.setInterval(readSoon, SAFETY_MS)
  onScopeDispose(() => { window.clearInterval(safety); window.clearTimeout(pending) })
  return { board, loading, read }
}

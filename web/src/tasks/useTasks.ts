/** One's open tasks by source, kept live; the menu and the page look at the same. */

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { inOrder } from '@/api/inOrder'
import type { Reading } from '@/api/reads'
import type { Change } from '@/api/live'
import { useSession } from '@/api/session'
import { SOURCES, type Task, type TaskSource } from '@/tasks/sources'

const GATHER_MS = 500

export const useTasks = defineStore('tasks', () => {
  const session = useSession()
  const found = ref<Record<string, Task[]>>({})
  /** Why a source could not be read, by its name. */
  const failed = ref<Record<string, string>>({})
  const busy = ref(false)
  const waiting = new Set<TaskSource>()
  let pending: number | undefined

  const mine = computed(() => SOURCES.filter(({ rights }) => rights === null || session.may(...rights)))
  const count = computed(() => mine.value.reduce((sum, { name }) => sum + (found.value[name]?.length ?? 0), 0))

  const ask = Object.fromEntries(
    SOURCES.map(({ name, read }) => [
      name,
      inOrder(read, (tasks) => {
        found.value[name] = tasks
        delete failed.value[name]
      }),
    ]),
  )

  async function readOne(source: TaskSource): Promise<void> {
    const { me } = session
    if (!me) return
    try {
      await ask[source.name]!(me)
    } catch (error) {
      failed.value[source.name] = error instanceof Error ? error.message : String(error)
    }
  }

  const readings = computed<Reading[]>(() =>
    mine.value.map((source) => ({ failed: failed.value[source.name] ?? '', again: () => readOne(source) })),
  )

  async function read(): Promise<void> {
    busy.value = true
    found.value = {}
    await Promise.all(mine.value.map(readOne))
    busy.value = false
  }

  /** Reads the sources that a change concerns, several changes at once. */
  function hear(change: Change | 'reset'): void {
    const concerned = mine.value.filter(({ changes }) => change === 'reset' || changes.some((kind) => change.kind.startsWith(kind)))
    if (!concerned.length) return
    concerned.forEach((source) => waiting.add(source))
    window.clearTimeout(pending)
    pending = window.setTimeout(() => {
      const now = [...waiting]
      waiting.clear()
      void Promise.all(now.map(readOne))
    }, GATHER_MS)
  }

  return { found, readings, busy, mine, count, read, hear }
})

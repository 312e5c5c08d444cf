/** The projects one may see, and which one is being looked at (kept in the address). */

import type { Shape } from '@/api/shapes'
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, type Page } from '@/api/http'
import { useRead, useReadAround } from '@/api/reads'

export type Project = Shape<'ProjectRow'>

export function useProjects() {
  const route = useRoute()
  const router = useRouter()
  const projects = ref<Project[]>([])
  const projectId = computed<string>({
    get: () => String(route.query.project ?? projects.value[0]?.id ?? ''),
    set: (id) => void router.replace({ query: { ...route.query, project: id } }),
  })
  const project = computed(() => projects.value.find((one) => one.id === projectId.value))
  const read = useRead(
    () => api.get('/projects', { page_size: 200 }),
    ({ items }) => (projects.value = items),
  )
  void read()
  return { projects, projectId, project, read, watchProject: (then: () => void) => watch(projectId, then) }
}

const names = ref<Record<string, string>>({})
let asked: Promise<Page<Project>> | null = null

/** One question for all who ask. */
function ask(): Promise<Page<Project>> {
  asked ??= api.get('/projects', { page_size: 200 }).catch((error) => {
    asked = null
    throw error
  })
  return asked
}

/** Their names, read once. */
export function useProjectNames() {
  void useReadAround(ask, ({ items }) => (names.value = Object.fromEntries(items.map((one) => [one.id, one.name]))))()
  return (id: string | null | undefined): string => (id && names.value[id]) || '—'
}

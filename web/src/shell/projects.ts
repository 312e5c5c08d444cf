/** The projects one may see, and which one is being looked at (kept in the address). */

import type { Shape } from '@/api/shapes'
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '@/api/http'
import { useRead } from '@/api/reads'

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

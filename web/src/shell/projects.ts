/** The projects one may see, and which one is being looked at (kept in the address). */

import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, type Page } from '@/api/http'
import { useRead } from '@/api/reads'

export interface Project {
  id: string
  code: string
  name: string
  developer: string
  district: string | null
  address: string | null
  presale_permit: string | null
  version: number
}

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
    () => api.get<Page<Project>>('/projects', { page_size: 200 }),
    ({ items }) => (projects.value = items),
  )
  void read()
  return { projects, projectId, project, read, watchProject: (then: () => void) => watch(projectId, then) }
}

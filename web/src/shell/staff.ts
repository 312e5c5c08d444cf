/** Names of the people one may see, read once. */

import { computed, ref } from 'vue'
import { api, type Page } from '@/api/http'
import { i18n } from '@/words'

const names = ref<Record<string, string>>({})
let asked = false

function ask(): void {
  if (!asked) {
    asked = true
    void api
      .get<Page<{ id: string; name: string }>>('/staff', { page_size: 200 })
      .then((page) => {
        names.value = Object.fromEntries(page.items.map((one) => [one.id, one.name]))
      })
      .catch(() => {
        asked = false
      })
  }
}

/** The same people as options of a select. */
export function useStaffOptions() {
  ask()
  return computed(() => Object.entries(names.value).map(([value, label]) => ({ value, label })))
}

export function useStaffNames() {
  ask()
  return (id: string | null | undefined): string => {
    if (!id) return '—'
    return id.startsWith('system') ? i18n.global.t('app.system') : (names.value[id] ?? '—')
  }
}

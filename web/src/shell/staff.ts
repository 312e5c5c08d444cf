/** Names of the people one may see, read once. */

import type { Shape } from '@/api/shapes'
import { computed, ref } from 'vue'
import { api, type Page } from '@/api/http'
import { useReadAround } from '@/api/reads'
import { i18n } from '@/words'

type Person = Shape<'StaffRow'>

const names = ref<Record<string, string>>({})
let asked: Promise<Page<Person>> | null = null

/** One question for all who ask. */
function ask(): Promise<Page<Person>> {
  asked ??= api.get('/staff', { page_size: 200 }).catch((error) => {
    asked = null
    throw error
  })
  return asked
}

function useNames(): void {
  void useReadAround(ask, ({ items }) => (names.value = Object.fromEntries(items.map((one) => [one.id, one.name]))))()
}

/** The same people as options of a select. */
export function useStaffOptions() {
  useNames()
  return computed(() => Object.entries(names.value).map(([value, label]) => ({ value, label })))
}

export function useStaffNames() {
  useNames()
  return (id: string | null | undefined): string => {
    if (!id) return '—'
    return id.startsWith('system') ? i18n.global.t('app.system') : (names.value[id] ?? '—')
  }
}

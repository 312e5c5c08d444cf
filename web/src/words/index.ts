/** Chinese first, English too; the enum words come from the API's vocabulary. */

import { createI18n } from 'vue-i18n'
import { ref } from 'vue'
import { api, speak } from '@/api/http'
import { assembled, type Language } from '@/words/assembled'

export type { Language }

const CHOSEN = 'loupan.language'
const first: Language = localStorage.getItem(CHOSEN) === 'en' ? 'en' : 'zh'

export const i18n = createI18n({
  legacy: false,
  locale: first,
  fallbackLocale: 'zh',
  messages: { zh: assembled('zh'), en: assembled('en') },
})

type Vocabulary = Record<string, Record<string, Record<Language, string>>>
const vocabulary = ref<Vocabulary>({})

export async function loadVocabulary(): Promise<void> {
  vocabulary.value = await api.get('/vocabulary')
}

export function language(): Language {
  return i18n.global.locale.value as Language
}

export function setLanguage(value: Language): void {
  i18n.global.locale.value = value
  localStorage.setItem(CHOSEN, value)
  document.documentElement.lang = value === 'zh' ? 'zh-CN' : 'en'
  speak(value)
}

/** The label of an enum word, for example `word('unit_status', 'sold')` → 签约. */
export function word(kind: string, value: string | null | undefined): string {
  if (!value) return ''
  return vocabulary.value[kind]?.[value]?.[language()] ?? value
}

/** The words of an enum as options of a select. */
export function options(kind: string): { value: string; label: string }[] {
  return Object.keys(vocabulary.value[kind] ?? {}).map((value) => ({ value, label: word(kind, value) }))
}

setLanguage(first)

/** The words of the topics (`<corridor>/<topic>/words.ts`) and of the frame, one set per language; topics may share a section. */

export type Language = 'zh' | 'en'
type Sections = Record<string, Record<string, string>>

const topics = import.meta.glob<Record<Language, Sections>>(['../*/words.ts', '../*/*/words.ts'], { eager: true })

export function assembled(language: Language): Sections {
  const all: Sections = {}
  for (const topic of Object.values(topics))
    for (const [section, words] of Object.entries(topic[language])) all[section] = { ...all[section], ...words }
  return all
}

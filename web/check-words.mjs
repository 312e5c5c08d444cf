/** Every word the application asks for exists once in both languages, and every word is asked for. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const SOURCES = 'src'
const LANGUAGES = ['zh', 'en']
const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
const files = readdirSync(SOURCES, { recursive: true }).filter((file) => /\.(vue|ts)$/.test(file))
const isOfWords = (file) => /^([^/\\]+[/\\]){1,2}words\.ts$/.test(file)

async function topic(file) {
  const { outputText } = ts.transpileModule(readFileSync(join(SOURCES, file), 'utf8'), { compilerOptions: options })
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`)
}

const keysOf = (sections) => Object.entries(sections).flatMap(([section, words]) => Object.keys(words).map((key) => `${section}.${key}`))
const topics = await Promise.all(files.filter(isOfWords).map(topic))
const all = Object.fromEntries(LANGUAGES.map((language) => [language, topics.flatMap((words) => keysOf(words[language]))]))
const [zh, en] = LANGUAGES.map((language) => new Set(all[language]))
const sections = [...new Set([...zh].map((key) => key.split('.')[0]))].join('|')
const text = files.filter((file) => !isOfWords(file)).map((file) => readFileSync(join(SOURCES, file), 'utf8')).join('\n')
const asked = new Set([...text.matchAll(new RegExp(`'((?:${sections})\\.\\w+)'`, 'g'))].map(([, key]) => key))
/** Rights are written alike. */
const rights = new Set(JSON.parse(readFileSync('openapi.json', 'utf8')).components.schemas.Right.enum)
const askedByPrefix = new Set([...text.matchAll(/`(\w+)\.\$\{/g)].map(([, section]) => section))

const faults = [
  ...all.zh.filter((key, index) => all.zh.indexOf(key) !== index).map((key) => `${key} is said by two topics`),
  ...[...zh].filter((key) => !en.has(key)).map((key) => `${key} is missing in English`),
  ...[...en].filter((key) => !zh.has(key)).map((key) => `${key} is missing in Chinese`),
  ...[...asked].filter((key) => !zh.has(key) && !rights.has(key)).map((key) => `${key} is asked for and does not exist`),
  ...[...zh].filter((key) => !asked.has(key) && !askedByPrefix.has(key.split('.')[0])).map((key) => `${key} is never asked for`),
]
faults.forEach((fault) => console.error(fault))
process.exit(faults.length ? 1 : 0)

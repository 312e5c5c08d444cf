/** Every word the application asks for exists in both languages, and every word is asked for. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const SOURCES = 'src'
const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }

async function keysOf(language) {
  const source = readFileSync(join(SOURCES, 'words', `${language}.ts`), 'utf8')
  const { outputText } = ts.transpileModule(source, { compilerOptions: options })
  const words = (await import(`data:text/javascript,${encodeURIComponent(outputText)}`))[language]
  return new Set(Object.entries(words).flatMap(([section, inner]) => Object.keys(inner).map((key) => `${section}.${key}`)))
}

const [zh, en] = await Promise.all(['zh', 'en'].map(keysOf))
const sections = [...new Set([...zh].map((key) => key.split('.')[0]))].join('|')
const files = readdirSync(SOURCES, { recursive: true }).filter((file) => /\.(vue|ts)$/.test(file) && !/words.(zh|en)\.ts$/.test(file))
const text = files.map((file) => readFileSync(join(SOURCES, file), 'utf8')).join('\n')
const asked = new Set([...text.matchAll(new RegExp(`'((?:${sections})\\.\\w+)'`, 'g'))].map(([, key]) => key))
const askedByPrefix = new Set([...text.matchAll(/`(\w+)\.\$\{/g)].map(([, section]) => section))

const faults = [
  ...[...zh].filter((key) => !en.has(key)).map((key) => `${key} is missing in English`),
  ...[...en].filter((key) => !zh.has(key)).map((key) => `${key} is missing in Chinese`),
  ...[...asked].filter((key) => !zh.has(key)).map((key) => `${key} is asked for and does not exist`),
  ...[...zh].filter((key) => !asked.has(key) && !askedByPrefix.has(key.split('.')[0])).map((key) => `${key} is never asked for`),
]
faults.forEach((fault) => console.error(fault))
process.exit(faults.length ? 1 : 0)

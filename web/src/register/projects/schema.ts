/** A project's settings as the API documents them: what a setting holds decides how it is entered. */

import { problemOf, send } from '@/api/http'

export interface Property {
  type?: 'integer' | 'string' | 'array'
  format?: string
  enum?: string[]
  minimum?: number
  maximum?: number
  maxLength?: number
  default?: string | number
  example?: string
  $ref?: string
}

export type Value = string | number | string[]
export type Values = { [name: string]: Value | Values }

/** One setting: `path` from the settings' root, for example `['discount_authority', 'consultant']`. */
export interface Setting {
  path: string[]
  property: Property
}

export interface SettingsGroup {
  /** `''`: the settings that belong to no group. */
  name: string
  settings: Setting[]
}

type Schemas = Record<string, { properties: Record<string, Property> }>

export async function readSchema(): Promise<SettingsGroup[]> {
  const response = await send('GET', '/openapi.json')
  if (!response.ok) throw await problemOf(response)
  const document = await response.json()
  const schemas = document.components.schemas as Schemas
  const properties = Object.entries(schemas.Settings?.properties ?? {})
  const alone = properties.filter(([, property]) => !property.$ref)
  const groups = properties.filter(([, property]) => property.$ref)
  return [
    { name: '', settings: alone.map(([name, property]) => ({ path: [name], property })) },
    ...groups.map(([name, { $ref }]) => ({ name, settings: within(name, schemas[$ref!.split('/').pop()!]) })),
  ]
}

function within(group: string, schema: Schemas[string] | undefined): Setting[] {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({ path: [group, name], property }))
}

/** Shares of one are told apart from money by their example. */
export function isShare(property: Property): boolean {
  return property.format === 'decimal' && Number(property.example) < 1
}

export function valueAt(values: Values, path: string[]): Value | undefined {
  return path.reduce<Value | Values | undefined>((inner, name) => (inner as Values | undefined)?.[name], values) as Value | undefined
}

/** `values` with what stands at `path` replaced; groups are made as they are needed. */
export function withValue(values: Values, [name, ...rest]: string[], value: Value): Values {
  const inner = rest.length ? withValue((values[name!] ?? {}) as Values, rest, value) : value
  return { ...values, [name!]: inner }
}

/** Only what differs, for an update that leaves the rest alone. */
export function changes(settings: Setting[], before: Values, now: Values): Values {
  const differs = ({ path }: Setting) => JSON.stringify(valueAt(before, path)) !== JSON.stringify(valueAt(now, path))
  return settings.filter(differs).reduce((found, { path }) => withValue(found, path, valueAt(now, path)!), {} as Values)
}

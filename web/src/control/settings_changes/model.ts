/** Changes of a project's settings (设置变更) as the API answers them, and what a setting is called. */

import { isShare, type SettingsGroup } from '@/register/projects/schema'
import type { Shape } from '@/api/shapes'
import { i18n, word } from '@/words'
import { money, percent } from '@/words/format'

export type SettingChange = Shape<'SettingChange'>
export type SettingsChange = Shape<'SettingsChange'>

export function isSettingChanges(value: unknown): value is SettingChange[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'setting' in one)
}

const COLOURS = { in_force: 'success', requested: 'warning', agreed: 'primary', refused: 'danger', dropped: 'info' } as const
export const colourOf = (status: SettingsChange['status']) => COLOURS[status]

function labelOf(name: string): string {
  const { t, te } = i18n.global
  return te(`setting.${name}`) ? t(`setting.${name}`) : word('role', name)
}

/** For example 优惠权限 · 销售经理. */
export function settingLabel(path: string): string {
  return path.split('.').map(labelOf).join(' · ')
}

/** A value as people read it: shares in per cent, money in yuan. */
export function settingText(path: string, value: string, groups: SettingsGroup[]): string {
  const found = groups.flatMap((group) => group.settings).find((one) => one.path.join('.') === path)
  if (!found) return value
  if (isShare(found.property)) return percent(value)
  if (found.property.enum) return word(path, value)
  return found.property.format === 'decimal' ? money(value) : value
}

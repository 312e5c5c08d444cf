/** Money, areas and times as people here write them. */

import { language } from '@/words'

const THOUSAND = 1_000
const TEN_THOUSAND = 10_000
const MILLION = 1_000_000

/** `1280000.00` → `¥1,280,000`; cents only where there are some. */
export function money(value: string | null | undefined): string {
  if (value === null || value === undefined) return '—'
  const amount = Number(value)
  const digits = Number.isInteger(amount) ? 0 : 2
  const text = Math.abs(amount).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return `${amount < 0 ? '-' : ''}¥${text}`
}

/** A unit by its whole place: its number alone stands in every stair. */
export function placeOf(unit: { building: string; stair: string } & ({ unit_number: string } | { number: string })): string {
  return `${unit.building} ${unit.stair} ${'unit_number' in unit ? unit.unit_number : unit.number}`
}

/** Several words as one text. */
export function listed(words: string[]): string {
  return words.join(language() === 'zh' ? '、' : ', ')
}

/** `1280000.00` → `128.0万`, in English `1.28M`; what is below a million is told as exactly: `14.7万`, `147K`. */
export function wan(value: string | number | null | undefined, digits = 1): string {
  if (value === null || value === undefined) return '—'
  const amount = Number(value)
  const isSmall = Math.abs(amount) < MILLION
  if (language() === 'zh') return `${isSmall ? Number((amount / TEN_THOUSAND).toFixed(1)) : (amount / TEN_THOUSAND).toFixed(digits)}万`
  return isSmall ? `${Number((amount / THOUSAND).toFixed(1))}K` : `${(amount / MILLION).toFixed(digits + 1)}M`
}

export function area(value: string | null | undefined): string {
  return value ? `${value} ㎡` : '—'
}

export function percent(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '—' : `${(Number(value) * 100).toFixed(2)}%`
}

const moments = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment in Shanghai's time, `2026-11-21 09:30`. */
export function moment(value: string | null | undefined): string {
  return value ? moments.format(new Date(value)) : '—'
}

/** A moment until which there is time; midnight ends the day before: `2026-11-20 24:00`. */
export function deadline(value: string | null | undefined): string {
  if (!value) return '—'
  const shown = moment(value)
  if (!shown.endsWith(' 00:00')) return shown
  const [day] = moments.format(Date.parse(value) - 1).split(' ')
  return `${day} 24:00`
}

/** Today's business day, `2026-11-21`. */
export function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}

/** What a picker of moments gives, whatever the browser's zone: the wall's time in Shanghai. */
export const WALL_TIME = 'YYYY-MM-DDTHH:mm:ss'

/** The moment of a time on the wall in Shanghai, `2026-11-21T09:30:00`; China has no summer time. */
export function momentOf(wallTime: string): string {
  return `${wallTime}+08:00`
}

/** The end of today's business day as a moment. */
export function endOfToday(): string {
  return momentOf(`${today()}T23:59:59`)
}

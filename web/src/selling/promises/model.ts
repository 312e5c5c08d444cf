/** Promises (特殊承诺) as the API answers them. */

import type { Shape } from '@/api/shapes'

export type PromiseRow = Shape<'PromiseRow'>

export const colourOf = (status: string) => (({ promised: 'success', refused: 'info', breached: 'danger' }) as const)[status] ?? 'warning'

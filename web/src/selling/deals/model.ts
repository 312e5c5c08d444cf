/** Deals as the API answers them. */

import type { Shape } from '@/api/shapes'

export type DealRow = Shape<'DealRow'>

export type Deal = Shape<'Deal'>

/** Customers as the API answers them: numbers are masked. */

import type { Shape } from '@/api/shapes'

export type Customer = Shape<'Customer'>

export type CustomerRow = Shape<'CustomerRow'>

export type FollowUp = Shape<'FollowUp'>

export type Purchase = Shape<'Purchase'>

/** A deal's schedule and account as the API answers them. */

import type { Shape } from '@/api/shapes'

export type InstalmentRow = Shape<'InstalmentRow'>

export type Account = Shape<'Account'>

export type Schedule = Shape<'Schedule'>

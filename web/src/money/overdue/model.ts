/** What is overdue (逾期), late fees (违约金) and collection (回款率) as the API answers them. */

import type { Shape } from '@/api/shapes'

export const BUCKETS = ['to_7', 'to_30', 'to_90', 'to_180', 'beyond'] as const
export type Bucket = (typeof BUCKETS)[number]

export type OverdueRow = Shape<'OverdueRow'>

export type OverdueTotal = Shape<'OverdueTotal'>

export type OverdueGroupRow = Shape<'OverdueGroupRow'>

export type OverdueSummary = Shape<'OverdueGroupRowPage'>

export type LateFee = Shape<'LateFeeRow'>

export type LateFees = Shape<'LateFees'>

export type Collection = Shape<'Collection'>

export type CollectionRow = Shape<'CollectionRow'>

/** Who sees what is overdue. */

/** The archive and its borrowings as the API answers them. */

import type { Shape } from '@/api/shapes'

export type ArchivedDocument = Shape<'ArchivedDocument'>

export type Borrowing = Shape<'Borrowing'>

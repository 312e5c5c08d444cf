/** What the API answers, by the names of its document. */

import type { components } from '@/api/schema'

export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name]

/** What customers are told about their money (客户通知). */

import type { Shape } from '@/api/shapes'

export type CustomerMessage = Shape<'CustomerMessage'>

/** What customers are told about their money (客户通知). */

import type { Shape } from '@/api/shapes'

export type CustomerMessage = Shape<'CustomerMessage'>

export const TELLERS = ['consultant', 'account_manager', 'sales_assistant', 'sales_supervisor', 'sales_manager', 'sales_director']

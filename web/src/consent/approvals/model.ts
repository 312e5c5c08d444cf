/** Approvals (审批) as the API answers them: each service that asks for consent has its own. */

import type { Shape } from '@/api/shapes'
import { word } from '@/words'

/** Where each service has its approvals. */
export const PLACES = { inventory: '/approvals', reporting: '/reporting-approvals' } as const
export type Service = keyof typeof PLACES

export type ApprovalRow = Shape<'ApprovalRow'> | Shape<'ReportingApprovalRow'>

export type Approval = Shape<'Approval'> | Shape<'ReportingApproval'>

export type Delegation = Shape<'Delegation'>

export function serviceOf(value: unknown): Service {
  return typeof value === 'string' && value in PLACES ? (value as Service) : 'inventory'
}

export function kindText(service: Service, kind: string): string {
  return word(service === 'reporting' ? 'reporting_approval_kind' : 'approval_kind', kind)
}

const COLOURS = { approved: 'success', rejected: 'danger', pending: 'warning', withdrawn: 'info' } as const
export const colourOf = (status: ApprovalRow['status']) => COLOURS[status]

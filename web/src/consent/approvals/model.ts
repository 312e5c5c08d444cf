/** Approvals (审批) as the API answers them. */

import type { Shape } from '@/api/shapes'

export type ApprovalRow = Shape<'ApprovalRow'>

export type Approval = Shape<'Approval'>

export type Delegation = Shape<'Delegation'>

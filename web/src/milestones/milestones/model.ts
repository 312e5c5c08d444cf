/** Milestones of contracts as the API answers them. */

import type { Shape } from '@/api/shapes'
import type { Offered } from '@/shell/steps/steps'

export interface Milestone {
  id: string
  kind: string
  status: string
  due_on: string
  overdue: number
  missing: string[]
  handled_by: string | null
  opened_at: string
  ended_at: string | null
  can: Offered[]
}

export type MilestoneRow = Shape<'MilestoneRow'>

export type Loan = Shape<'Loan'>

export type Filing = Shape<'Filing'>

export type Title = Shape<'Title'>

export type Settlement = Shape<'AreaSettlement'>

export type Defect = Shape<'Defect'>

export type Fee = Shape<'Fee'>

export type Handover = Shape<'Handover'>

export type Obstacle = Shape<'Obstacle'>

export type DealMilestones = Shape<'DealMilestones'>

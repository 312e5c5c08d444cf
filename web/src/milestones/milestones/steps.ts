/** The steps of a milestone that have a form: to which address, with which fields. */

import type { Milestone } from '@/milestones/milestones/model'

export interface StepField {
  name: string
  kind: 'text' | 'money' | 'date'
  required: boolean
}

export interface MilestoneStep {
  operation: string
  /** `milestone_step.<name>` and, where there is something to know beforehand, `milestone_said.<name>`. */
  name: string
  path: string
  fields: StepField[]
}

const day = (name: string): StepField => ({ name, kind: 'date', required: false })
const text = (name: string): StepField => ({ name, kind: 'text', required: true })
const money = (name: string, required: boolean): StepField => ({ name, kind: 'money', required })

const LOAN: MilestoneStep[] = [
  {
    operation: 'submit_loan',
    name: 'submitLoan',
    path: 'submission',
    fields: [text('lender'), money('amount', true), day('submitted_on')],
  },
  { operation: 'approve_loan', name: 'approveLoan', path: 'approval', fields: [money('amount', false), day('approved_on')] },
  { operation: 'reapply_loan', name: 'reapplyLoan', path: 'reapplication', fields: [] },
  { operation: 'pay_out_loan', name: 'payOutLoan', path: 'payout', fields: [day('paid_out_on')] },
  { operation: 'reject_loan', name: 'rejectLoan', path: 'rejection', fields: [text('reason')] },
]

const STEPS: Record<string, MilestoneStep[]> = {
  commercial_loan: LOAN,
  provident_fund: LOAN,
  filing: [
    {
      operation: 'submit_filing',
      name: 'submitFiling',
      path: 'filing/submission',
      fields: [day('submitted_on')],
    },
    { operation: 'record_filing', name: 'recordFiling', path: 'filing/record', fields: [text('number'), day('filed_on')] },
    { operation: 'revoke_filing', name: 'revokeFiling', path: 'filing/revocation', fields: [text('reason'), day('revoked_on')] },
  ],
  handover: [
    {
      operation: 'notify_handover',
      name: 'notify',
      path: 'handover/notice',
      fields: [{ name: 'appointed_on', kind: 'date', required: true }, day('notified_on')],
    },
    { operation: 'hand_over_unit', name: 'handOver', path: 'handover/delivery', fields: [day('delivered_on')] },
  ],
  title: [
    { operation: 'submit_title', name: 'submitTitle', path: 'title/submission', fields: [day('submitted_on')] },
    { operation: 'issue_title', name: 'issueTitle', path: 'title/issue', fields: [text('number'), day('issued_on')] },
  ],
}

export function stepsOf(milestone: Milestone): MilestoneStep[] {
  return STEPS[milestone.kind] ?? []
}

/** Where a step is sent: a loan's own address, or the deal's. */
export function pathOf(milestone: Milestone, step: MilestoneStep, dealId: string): string {
  const own = STEPS[milestone.kind] === LOAN ? `/loans/${milestone.id}` : `/deals/${dealId}`
  return `${own}/${step.path}`
}

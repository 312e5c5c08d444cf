/** The steps of a milestone: from which states, by whom, to which address, with which fields. */

import type { Milestone } from '@/milestones/milestones/model'

export interface StepField {
  name: string
  kind: 'text' | 'money' | 'date'
  required: boolean
}

export interface Step {
  /** `milestone_step.<name>` and, where there is something to know beforehand, `milestone_said.<name>`. */
  name: string
  since: string[]
  path: string
  fields: StepField[]
  roles: string[]
}

export const CLERKS = ['service_supervisor', 'service_clerk']
export const HEAD = ['service_supervisor']
export const REPORTERS = [...CLERKS, 'consultant', 'sales_supervisor', 'sales_manager']

const day = (name: string): StepField => ({ name, kind: 'date', required: false })
const text = (name: string): StepField => ({ name, kind: 'text', required: true })
const money = (name: string, required: boolean): StepField => ({ name, kind: 'money', required })

const LOAN: Step[] = [
  {
    name: 'submitLoan',
    since: ['collecting'],
    path: 'submission',
    fields: [text('lender'), money('amount', true), day('submitted_on')],
    roles: CLERKS,
  },
  { name: 'approveLoan', since: ['submitted'], path: 'approval', fields: [money('amount', false), day('approved_on')], roles: CLERKS },
  { name: 'reapplyLoan', since: ['rejected'], path: 'reapplication', fields: [], roles: CLERKS },
  { name: 'payOutLoan', since: ['approved'], path: 'payout', fields: [day('paid_out_on')], roles: CLERKS },
  { name: 'rejectLoan', since: ['submitted', 'approved'], path: 'rejection', fields: [text('reason')], roles: CLERKS },
]

const STEPS: Record<string, Step[]> = {
  commercial_loan: LOAN,
  provident_fund: LOAN,
  filing: [
    {
      name: 'submitFiling',
      since: ['collecting', 'revoked'],
      path: 'filing/submission',
      fields: [day('submitted_on')],
      roles: CLERKS,
    },
    { name: 'recordFiling', since: ['submitted'], path: 'filing/record', fields: [text('number'), day('filed_on')], roles: CLERKS },
    { name: 'revokeFiling', since: ['filed'], path: 'filing/revocation', fields: [text('reason'), day('revoked_on')], roles: HEAD },
  ],
  handover: [
    {
      name: 'notify',
      since: ['waiting', 'notified'],
      path: 'handover/notice',
      fields: [{ name: 'appointed_on', kind: 'date', required: true }, day('notified_on')],
      roles: CLERKS,
    },
    { name: 'handOver', since: ['inspected'], path: 'handover/delivery', fields: [day('delivered_on')], roles: HEAD },
  ],
  title: [
    { name: 'submitTitle', since: ['collecting'], path: 'title/submission', fields: [day('submitted_on')], roles: CLERKS },
    { name: 'issueTitle', since: ['submitted'], path: 'title/issue', fields: [text('number'), day('issued_on')], roles: CLERKS },
  ],
}

/** The steps that are possible now, whoever may take them. */
export function stepsOf(milestone: Milestone): Step[] {
  return (STEPS[milestone.kind] ?? []).filter((step) => step.since.includes(milestone.status))
}

/** Where a step is sent: a loan's own address, or the deal's. */
export function pathOf(milestone: Milestone, step: Step, dealId: string): string {
  const own = STEPS[milestone.kind] === LOAN ? `/loans/${milestone.id}` : `/deals/${dealId}`
  return `${own}/${step.path}`
}

/** Steps of a thing: what its answer's `can` offers, and how a page takes them. */

import type { Shape } from '@/api/shapes'
import { language } from '@/words'

/** A row of an answer's `can`. */
export interface Offered {
  operation: string
  /** `null`: it may be done now. */
  refusal: Shape<'Refused'> | null
}

/** A button for an operation of the API. */
export interface Step {
  operation: string
  /** Of its own where one operation has several buttons. */
  name?: string
  label: string
  main?: boolean
  danger?: boolean
  take: () => unknown
}

export interface OfferedStep extends Step {
  /** Why it is not possible yet; `''` when it is. */
  hindered: string
}

/** Whether the operation may be done now. */
export function mayNow<Operation extends string>(
  thing: { can: { operation: Operation; refusal: Offered['refusal'] }[] } | null | undefined,
  operation: Operation,
): boolean {
  return !!thing?.can.some((one) => one.operation === operation && one.refusal === null)
}

/** The steps that are offered, in their order; one that is near says what hinders it. */
export function offered(can: Offered[], steps: Step[]): OfferedStep[] {
  return steps.flatMap((step) =>
    can.filter(({ operation }) => operation === step.operation).map(({ refusal }) => ({ ...step, hindered: refusal?.[language()] ?? '' })),
  )
}

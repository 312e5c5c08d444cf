/**
 * What a part of a page reads: answers in the order of their questions, and no failure silent. The `<LoadFailed />` in the part's
 * template says what could not be loaded and offers to try again.
 */

import { getCurrentInstance, inject, onScopeDispose, provide, reactive, type InjectionKey } from 'vue'
import { inOrder } from '@/api/inOrder'

export interface Reading {
  /** Why the last question has no answer; `''` when it has. */
  failed: string
  /** Asks the last question once more. */
  again: () => Promise<void>
}

const READINGS: InjectionKey<Reading[]> = Symbol('readings')
const ofParts = new WeakMap<object, Reading[]>()

/** Asks and takes as `inOrder` does, but never rejects: this component's `<LoadFailed />` shows a failure. */
export function useRead<Given extends unknown[], Answer>(
  ask: (...given: Given) => Promise<Answer>,
  take: (answer: Answer, ...given: Given) => unknown,
): (...given: Given) => Promise<void> {
  return observed(ask, take, readingsOfThisPart())
}

/** The same for what has no room to say it: a select, names in a table. The part around it does. */
export function useReadAround<Given extends unknown[], Answer>(
  ask: (...given: Given) => Promise<Answer>,
  take: (answer: Answer, ...given: Given) => unknown,
): (...given: Given) => Promise<void> {
  return observed(ask, take, useReadings())
}

/** What the part around the present component reads. */
export function useReadings(): Reading[] {
  return inject(READINGS, [])
}

function observed<Given extends unknown[], Answer>(
  ask: (...given: Given) => Promise<Answer>,
  take: (answer: Answer, ...given: Given) => unknown,
  readings: Reading[],
): (...given: Given) => Promise<void> {
  const put = inOrder(ask, take)
  const reading: Reading = reactive({ failed: '', again: async () => undefined })
  readings.push(reading)
  onScopeDispose(() => readings.splice(readings.indexOf(reading), 1))
  return async function read(...given) {
    reading.again = () => read(...given)
    try {
      await put(...given)
      reading.failed = ''
    } catch (error) {
      reading.failed = error instanceof Error ? error.message : String(error)
    }
  }
}

function readingsOfThisPart(): Reading[] {
  const part = getCurrentInstance()!
  const known = ofParts.get(part)
  if (known) return known
  const readings: Reading[] = reactive([])
  ofParts.set(part, readings)
  provide(READINGS, readings)
  return readings
}

/** What something would come to, shown before it is done: never that of what was filled in before. */

import { shallowRef, watch, type ComputedRef } from 'vue'
import type { useAction } from '@/shell/tell'

type Act = ReturnType<typeof useAction>['act']

export function usePreview<Asked, Answer>(asked: ComputedRef<Asked>, ask: (asked: Asked) => Promise<Answer>, act: Act) {
  const foreseen = shallowRef<Answer | null>(null)
  watch(asked, () => (foreseen.value = null))

  async function foresee(): Promise<void> {
    const question = asked.value
    await act(async () => {
      const answer = await ask(question)
      if (question === asked.value) foreseen.value = answer
    })
  }

  return { foreseen, foresee }
}

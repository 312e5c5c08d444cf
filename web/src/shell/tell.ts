/** How a page tells what came of an action: a message, and errors at their fields. */

import { ElMessage } from 'element-plus'
import { reactive } from 'vue'
import { Problem } from '@/api/http'
import { i18n } from '@/words'

export function tellDone(): void {
  ElMessage.success(i18n.global.t('app.done'))
}

export function tell(error: unknown): void {
  ElMessage.error({ message: error instanceof Error ? error.message : String(error), duration: 6000, showClose: true })
}

/** Runs an action; answers whether it succeeded. Errors of fields land in `errors`, others are told. */
export function useAction() {
  const state = reactive({ busy: false, errors: {} as Record<string, string> })
  async function act(action: () => Promise<unknown>): Promise<boolean> {
    state.busy = true
    state.errors = {}
    try {
      await action()
      return true
    } catch (error) {
      if (error instanceof Problem) {
        state.errors = Object.fromEntries(error.errors.map((one) => [one.field, one.message]))
        if (typeof error.details.field === 'string') state.errors[error.details.field] = error.message
      }
      tell(error)
      return false
    } finally {
      state.busy = false
    }
  }
  return { state, act }
}

/** How many approvals wait for one, kept live. */

import { ref } from 'vue'
import { api, type Page } from '@/api/http'
import { onChange } from '@/api/live'
import type { ApprovalRow } from '@/approvals/model'

export function useOpenApprovals(most: number) {
  const open = ref(0)
  async function count(): Promise<void> {
    const page = await api.get<Page<ApprovalRow>>('/approvals', { to_decide: true, page_size: most })
    open.value = page.items.filter((one) => one.may_decide).length
  }
  onChange((change) => {
    if (change === 'reset' || change.kind.startsWith('approval')) void count().catch(() => undefined)
  })
  void count().catch(() => undefined)
  return open
}

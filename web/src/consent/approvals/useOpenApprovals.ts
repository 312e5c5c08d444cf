/** How many approvals wait for one, in all services, kept live. */

import { ref } from 'vue'
import { api } from '@/api/http'
import { useRead } from '@/api/reads'
import { onChange } from '@/api/live'

export function useOpenApprovals(most: number) {
  const open = ref(0)
  const asked = { to_decide: true, page_size: most }
  const count = useRead(
    () => Promise.all([api.get('/approvals', asked), api.get('/reporting-approvals', asked)]),
    (pages) => (open.value = pages.flatMap<{ may_decide: boolean }>(({ items }) => items).filter((one) => one.may_decide).length),
  )
  onChange((change) => {
    if (change === 'reset' || change.kind.startsWith('approval')) void count()
  })
  void count()
  return open
}

/** How many approvals wait for one, kept live. */

import { ref } from 'vue'
import { api } from '@/api/http'
import { useRead } from '@/api/reads'
import { onChange } from '@/api/live'

export function useOpenApprovals(most: number) {
  const open = ref(0)
  const count = useRead(
    () => api.get('/approvals', { to_decide: true, page_size: most }),
    ({ items }) => (open.value = items.filter((one) => one.may_decide).length),
  )
  onChange((change) => {
    if (change === 'reset' || change.kind.startsWith('approval')) void count()
  })
  void count()
  return open
}

/** Units that were entered and wait for review: the board does not show them yet. */

import type { Shape } from '@/api/shapes'
import { api, type Page } from '@/api/http'

export type DraftUnit = Shape<'UnitRow'>

const PAGE = 200

export async function readDrafts(projectId: string): Promise<DraftUnit[]> {
  const found: DraftUnit[] = []
  let cursor: string | null = null
  do {
    const page: Page<DraftUnit> = await api.get(`/projects/${projectId}/units`, { status: 'draft', page_size: PAGE, cursor })
    found.push(...page.items)
    cursor = page.next
  } while (cursor)
  return found
}

/** Units that were entered and wait for review: the board does not show them yet. */

import { api, type Page } from '@/api/http'

export interface DraftUnit {
  id: string
  building: string
  stair: string
  floor: number
  number: string
  house_type: string
  gross_area: string
  list_price: string | null
  filed_price: string | null
}

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

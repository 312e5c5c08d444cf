/** Search over customers, units and contracts, as far as the API finds them and the caller may see them. */

import { api, type Page } from '@/api/http'
import { useSession } from '@/api/session'
import { unitsOf, type Board } from '@/board/model'
import type { Customer } from '@/customers/model'
import { READERS } from '@/customers/names'
import type { DealRow } from '@/deals/model'
import type { Project } from '@/shell/projects'
import { word } from '@/words'

export interface Hit {
  group: 'customers' | 'units' | 'contracts'
  id: string
  text: string
  detail: string
  to: { name: string; query: Record<string, string> }
}

const MOST = 8
const LEAST_DIGITS_OF_PHONE = 7
const MOST_READ = 200

/** What is read once per opening of the search: boards and signed deals have no filter by number. */
export function useSearch() {
  const session = useSession()
  let boards: Promise<[Project, Board][]> | undefined
  let signed: Promise<DealRow[]> | undefined

  async function readBoards(): Promise<[Project, Board][]> {
    const { items } = await api.get<Page<Project>>('/projects', { page_size: MOST_READ })
    return Promise.all(items.map(async (project) => [project, await api.get<Board>(`/projects/${project.id}/board`)] as [Project, Board]))
  }

  async function customers(text: string): Promise<Hit[]> {
    if (!session.has(...READERS)) return []
    const isPhone = /^\+?[\d\s-]+$/.test(text)
    if (isPhone && text.replace(/\D/g, '').length < LEAST_DIGITS_OF_PHONE) return []
    const page = await api.get<Page<Customer>>('/customers', { [isPhone ? 'phone' : 'name']: text, page_size: MOST })
    return page.items.map((one) => ({
      group: 'customers',
      id: one.id,
      text: one.name,
      detail: one.phones.join(' '),
      to: { name: 'customers', query: { customer: one.id } },
    }))
  }

  async function units(text: string): Promise<Hit[]> {
    if (!/\d/.test(text)) return []
    boards ??= readBoards()
    return (await boards).flatMap(([project, board]) =>
      board.buildings.flatMap((building) =>
        unitsOf({ ...board, buildings: [building] })
          .filter((unit) => unit.number.startsWith(text) || `${building.name}${unit.number}`.startsWith(text.replace(/\s/g, '')))
          .map<Hit>((unit) => ({
            group: 'units',
            id: unit.id,
            text: `${building.name} ${unit.number}`,
            detail: `${project.name}　${word('unit_status', unit.status)}`,
            to: { name: 'board', query: { project: project.id, unit: unit.id } },
          })),
      ),
    )
  }

  async function contracts(text: string): Promise<Hit[]> {
    signed ??= api.get<Page<DealRow>>('/deals', { stage: 'sold', page_size: MOST_READ }).then((page) => page.items)
    return (await signed)
      .filter((deal) => deal.contract_number?.toLowerCase().includes(text.toLowerCase()))
      .map((deal) => ({
        group: 'contracts',
        id: deal.id,
        text: deal.contract_number ?? '',
        detail: `${deal.building} ${deal.stair} ${deal.number}`,
        to: { name: 'deals', query: { deal: deal.id } },
      }))
  }

  return async (text: string): Promise<Hit[]> => {
    const ways = [customers, units, contracts].map((way) => way(text).catch((): Hit[] => []))
    return (await Promise.all(ways)).flatMap((hits) => hits.slice(0, MOST))
  }
}

/** The arrow keys on the board: along a floor through all stairs, up and down within one. */

import { floors, type Board, type Floor } from '@/control/board/model'

const UP_OR_DOWN: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }
const ALONG: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

/** The unit that a key leads to from another one; `undefined` at the edge, and for other keys. */
export function nextTo(board: Board, from: string, key: string): string | undefined {
  const step = UP_OR_DOWN[key] ?? ALONG[key]
  if (!step) return undefined
  const isFrom = ({ id }: { id: string }) => id === from
  const hasFrom = ({ units }: Floor) => units.some(isFrom)
  const stairs = board.buildings.flatMap((building) => building.stairs.map(floors))
  const stair = stairs.find((each) => each.some(hasFrom)) ?? []
  const level = stair.findIndex(hasFrom)
  const here = stair[level]
  if (!here) return undefined
  if (key in ALONG) {
    const along = stairs.flat().flatMap(({ floor, units }) => (floor === here.floor ? units : []))
    return along[along.findIndex(isFrom) + step]?.id
  }
  const there = stair[level + step]?.units ?? []
  return there[Math.min(here.units.findIndex(isFrom), there.length - 1)]?.id
}

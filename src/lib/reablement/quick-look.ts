import type { AgendaItem } from './huddle.ts'
import { quickLookSize } from './seen.ts'

/** The reason of somebody the quick look found to need a word now. They keep their place among the tiles. */
export const raisedInLook = 'raised in the quick look'

/** The keys of the tiles, in their order. */
export const tileLetters = 'ABCDEFGHIJKL'

/** Whether this person has a tile in the quick look. */
export function hasTile({ section, reasons }: Pick<AgendaItem, 'section' | 'reasons'>): boolean {
  return section === 'quick look' || reasons.includes(raisedInLook)
}

/** One screenful of the quick look. */
export interface Batch {
  tiles: AgendaItem[]
  /** How many stand before the first of them. */
  before: number
  /** In the whole quick look. */
  of: number
}

/**
 * The twelve of the quick look among whom `episode` is; null when they are not in it. Who is settled stays, so that no
 * tile changes its letter under somebody's finger.
 */
export function batchOf(agenda: readonly AgendaItem[], episode: string | null): Batch | null {
  const tiles = agenda.filter(hasTile)
  const place = tiles.findIndex((item) => item.episode === episode)
  if (place === -1) return null
  const before = place - (place % quickLookSize)
  return { tiles: tiles.slice(before, before + quickLookSize), before, of: tiles.length }
}

/** Whether the meeting is at the tiles: somebody of the quick look has the turn, and is not talked about by name. */
export function isAtTiles(agenda: readonly AgendaItem[], current: string | null): boolean {
  return agenda.some(({ episode, section }) => episode === current && section === 'quick look')
}

import { openStates } from '#lib/reablement/action.ts'
import type { TeamListRow } from '#lib/reablement/register.ts'

export const sections = ['missed', 'waiting', 'accepted', 'closed'] as const
export type Section = (typeof sections)[number]

/** Where a row stands on the list, and how far down. */
export interface Place {
  section: Section
  rank: number
}

export type Places = ReadonlyMap<string, Place>

/** The section an action belongs in by its state; what was asked while nobody of the team was there stands by itself. */
export function sectionOf({ state, missed }: Pick<TeamListRow, 'state' | 'missed'>): Section {
  if (state === 'to sign off') return 'waiting'
  if (state === 'agreed') return missed ? 'missed' : 'waiting'
  return openStates.includes(state) ? 'accepted' : 'closed'
}

/** Every row in its own place, in the order given. */
export function naturalPlaces(rows: readonly TeamListRow[]): Places {
  return new Map(rows.map((row, rank) => [row.id, { section: sectionOf(row), rank }]))
}

/** The places with some set anew. */
export function placedAlso(places: Places, set: readonly [string, Place][]): Places {
  return new Map([...places, ...set])
}

/**
 * The rows by section. A row keeps the place it had when its state changes, whoever changed it, so that nothing moves
 * under the reader's eyes or hand; what is new stands last in its section.
 */
export function laidOut(rows: readonly TeamListRow[], places: Places): Record<Section, TeamListRow[]> {
  const placed = rows.map((row) => ({
    row,
    ...(places.get(row.id) ?? { section: sectionOf(row), rank: Infinity }),
  }))
  const ordered = placed.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank))
  const of = (wanted: Section) => ordered.filter(({ section }) => section === wanted).map(({ row }) => row)
  return bySection(of)
}

function bySection<T>(of: (section: Section) => T): Record<Section, T> {
  return {
    missed: of('missed'),
    waiting: of('waiting'),
    accepted: of('accepted'),
    closed: of('closed'),
  }
}

/** How many rows stand in a section their state has left. */
export function movedOn(laid: Record<Section, readonly TeamListRow[]>): number {
  return sections.flatMap((section) => laid[section].filter((row) => sectionOf(row) !== section)).length
}

/** How many rows are in each state's section by now, wherever they stand. */
export function countedBySection(rows: readonly TeamListRow[]): Record<Section, number> {
  const of = (wanted: Section) => rows.filter((row) => sectionOf(row) === wanted).length
  return bySection(of)
}

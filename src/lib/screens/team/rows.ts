import { openStates } from '#lib/reablement/action.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import type { Going } from '#lib/reablement/going-there.ts'

/** One line of a team's list: the action, whom it is for, and where that is. */
export interface ListRow extends ActionView {
  /** "Kamla Chauhan" */
  person: string
  reference: string
  /** Local days, YYYY-MM-DD; `endedOn` is null while open. */
  agreedOn: string
  endedOn: string | null
  district: string
  address: string | null
  postcode: string | null
  telephone: string | null
  /** The person's last measured weight, in kg. */
  weight?: { value: string; on: string; by: string } | null
  /** They live alone and nobody could open to an alarm. */
  keySafeFirst?: boolean
  /** Who is going there anyway. */
  going?: Going[]
}

export const sections = ['waiting', 'accepted', 'closed'] as const
export type Section = (typeof sections)[number]

/** Where a row stands on the list, and how far down. */
export interface Place {
  section: Section
  rank: number
}

export type Places = ReadonlyMap<string, Place>

/** The section an action belongs in by its state. */
export function sectionOf({ state }: Pick<ActionView, 'state'>): Section {
  if (state === 'agreed') return 'waiting'
  return openStates.includes(state) ? 'accepted' : 'closed'
}

/** Every row in its own place, in the order given. */
export function naturalPlaces(rows: readonly ListRow[]): Places {
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
export function laidOut(rows: readonly ListRow[], places: Places): Record<Section, ListRow[]> {
  const placed = rows.map((row) => ({
    row,
    ...(places.get(row.id) ?? { section: sectionOf(row), rank: Infinity }),
  }))
  const ordered = placed.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank))
  const of = (wanted: Section) => ordered.filter(({ section }) => section === wanted).map(({ row }) => row)
  return { waiting: of('waiting'), accepted: of('accepted'), closed: of('closed') }
}

/** How many rows stand in a section their state has left. */
export function movedOn(laid: Record<Section, readonly ListRow[]>): number {
  return sections.flatMap((section) => laid[section].filter((row) => sectionOf(row) !== section)).length
}

/** How many rows are in each state's section by now, wherever they stand. */
export function countedBySection(rows: readonly ListRow[]): Record<Section, number> {
  const of = (wanted: Section) => rows.filter((row) => sectionOf(row) === wanted).length
  return { waiting: of('waiting'), accepted: of('accepted'), closed: of('closed') }
}

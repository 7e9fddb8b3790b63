import type { BoardRow } from '#lib/reablement/board.ts'
import { isListed } from '#lib/reablement/huddle.ts'
import type { Standing } from './standing.ts'

/** What the board can be sorted by; each begins with what most needs a look. */
export const sorts = ['name', 'day', 'how', 'calls', 'due'] as const
export type SortBy = (typeof sorts)[number]
export interface Sort {
  by: SortBy
  /** The other way round than `by` begins. */
  turned: boolean
}

/** `?sort=day`, or `?sort=-day` for the other way round; anything else is by surname. */
export function readSort(asked: string | null): Sort {
  const by = sorts.find((sort) => sort === asked?.replace('-', ''))
  return { by: by ?? 'name', turned: by !== undefined && Boolean(asked?.startsWith('-')) }
}

export function writeSort({ by, turned }: Sort): string {
  if (turned) return `-${by}`
  return by === 'name' ? '' : by
}

/** The next sort when a head is pressed: by it, then the other way round, then by surname again. */
export function pressed(sort: Sort, by: SortBy): Sort {
  if (sort.by !== by) return { by, turned: false }
  return sort.turned ? { by: 'name', turned: false } : { by, turned: true }
}

const howRank = { concern: 0, watch: 1, ok: 2 }
/** Stands behind every day there is. */
const never = '9999-12-31'

function bySurname(a: Standing, b: Standing): number {
  const surname = a.row.surname.localeCompare(b.row.surname, 'en-GB')
  return (
    surname || a.row.name.localeCompare(b.row.name, 'en-GB') || a.row.episode.localeCompare(b.row.episode)
  )
}

const comparers: Record<SortBy, (a: Standing, b: Standing) => number> = {
  name: bySurname,
  day: (a, b) => b.row.day - a.row.day,
  how: (a, b) => rankOf(a) - rankOf(b),
  calls: (a, b) => (b.row.calls?.changedOn ?? '').localeCompare(a.row.calls?.changedOn ?? ''),
  due: (a, b) => (a.open[0]?.due ?? never).localeCompare(b.open[0]?.due ?? never),
}

/** Today's word first; without one, the last huddle's, half a step behind. */
function rankOf({ marks, row }: Standing): number {
  if (marks.how) return howRank[marks.how]
  return row.lastHow ? howRank[row.lastHow.how] + 0.5 : 3
}

/** The episodes in the order asked for; people who are equal stand by surname. */
export function inOrder(standings: readonly Standing[], { by, turned }: Sort): string[] {
  const way = turned ? -1 : 1
  const sorted = [...standings].sort((a, b) => way * comparers[by](a, b) || bySurname(a, b))
  return sorted.map(({ row }) => row.episode)
}

/**
 * The order of a team's own list: those the huddle comes to and those the team has open actions for, then everybody
 * else; in each as asked for. [choice]
 */
export function inMarkingOrder(
  standings: readonly Standing[],
  sort: Sort,
  team: string,
): { first: string[]; rest: string[] } {
  const isFirst = ({ item, open }: Standing) =>
    (item !== null && isListed(item)) || open.some((action) => action.team === team)
  return {
    first: inOrder(standings.filter(isFirst), sort),
    rest: inOrder(
      standings.filter((one) => !isFirst(one)),
      sort,
    ),
  }
}

/** The rows of these episodes as they are now; one that has left the board is left out. */
export function rowsInOrder(rows: readonly BoardRow[], order: readonly string[]): BoardRow[] {
  const byEpisode = new Map(rows.map((row) => [row.episode, row]))
  return order.flatMap((episode) => byEpisode.get(episode) ?? [])
}

/**
 * How many rows stand elsewhere in `wanted` than in `shown`: the fewest that would have to be moved, taken away or added.
 */
export function changedPlaces(shown: readonly string[], wanted: readonly string[]): number {
  const place = new Map(wanted.map((episode, index) => [episode, index]))
  const common = shown.flatMap((episode) => place.get(episode) ?? [])
  const gone = shown.length - common.length
  const added = wanted.length - common.length
  return gone + added + common.length - longestRise(common)
}

/** Length of the longest rising run that can be picked out of the numbers (patience sorting). */
function longestRise(numbers: readonly number[]): number {
  const tops: number[] = []
  for (const number of numbers) {
    const pile = tops.findIndex((top) => top >= number)
    tops[pile === -1 ? tops.length : pile] = number
  }
  return tops.length
}

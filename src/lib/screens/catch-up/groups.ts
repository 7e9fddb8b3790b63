import type { Colleague } from '#lib/reablement/colleague.ts'
import { isTheirs, waitsForAnswer } from '#lib/reablement/promises.ts'
import type { Team } from '#lib/reablement/team.ts'
import type { RegisterRow } from '#lib/reablement/register.ts'

/** Rows under whoever is to answer them. */
export interface Group {
  key: string
  /** 'For you to accept', 'Priya Shah', 'Therapy’s queue' */
  title: string
  team: string
  rows: RegisterRow[]
}

/**
 * The rows by who is to answer: the reader's own first, then each team's named colleagues and its queue, in the teams'
 * order. `placed` are the rows as they were loaded, so that a row given to somebody else stays where it was read;
 * `now` has how they stand.
 */
export function groupsOf(
  placed: readonly RegisterRow[],
  now: ReadonlyMap<string, RegisterRow>,
  me: Colleague,
  teams: readonly Team[],
): Group[] {
  const rank = (team: string) => teams.findIndex(({ code }) => code === team)
  const keyed = placed.toSorted((a, b) => rank(a.team) - rank(b.team))
  const groups = Map.groupBy(keyed, (row) => keyOf(row, me))
  const all = [...groups].map(([key, rows]): Group => {
    const [first] = rows
    const team = first?.team ?? ''
    return { key, title: titleOf(key, first, teams), team, rows: rows.map((row) => now.get(row.id) ?? row) }
  })
  return all.toSorted((a, b) => Number(b.key === mine) - Number(a.key === mine))
}

const mine = 'mine'

function keyOf(row: RegisterRow, me: Colleague): string {
  if (isTheirs(row, me)) return mine
  return row.owner ? `${row.team}-${row.owner.id}` : row.team
}

function titleOf(key: string, row: RegisterRow | undefined, teams: readonly Team[]): string {
  if (key === mine) return 'For you to accept'
  if (row?.owner) return row.owner.name
  return `${teams.find(({ code }) => code === row?.team)?.name ?? key}: nobody named yet`
}

/** Which rows still wait for an answer. */
export function waitingAmong(rows: Iterable<RegisterRow>, date: string): RegisterRow[] {
  return [...rows].filter((row) => waitsForAnswer(row, date))
}

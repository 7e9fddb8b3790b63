import type { LocalDate } from '../../reablement/dates.ts'
import type { callPattern } from '../storage/schema.ts'

export type CallRow = typeof callPattern.$inferSelect

/**
 * The row in force on a day and the one before it; `rows` oldest first. Before the first visit, the calls that will
 * begin first are what everybody plans with.
 */
export function callsInForce(
  rows: readonly CallRow[],
  on: LocalDate,
): { now: CallRow; before: CallRow | null } | null {
  const begun = rows.filter(({ from }) => from <= on)
  const current = begun.length > 0 ? begun : rows.filter(({ from }) => from === rows[0]?.from)
  const now = current.at(-1)
  return now ? { now, before: current.at(-2) ?? null } : null
}

/** The earlier number of calls a day when it was another one, else null. */
export function wasPerDay({ now, before }: { now: CallRow; before: CallRow | null }): number | null {
  return before && before.perDay !== now.perDay ? before.perDay : null
}

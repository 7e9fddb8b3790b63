import type { AgendaItem } from './huddle.ts'
import type { TeamCode } from './team.ts'

/** How `agenda-reasons.ts` says that a team asks: today, or at a huddle it missed. */
const askedBy = /^([A-Z]{2})(?: asked| to see|’s ask, waiting since .+)$/

/** Nothing has come of them, and they stand there for their reasons alone. */
function mayWait({ section, outcome, lookDue, added }: AgendaItem): boolean {
  return section === 'raised' && outcome === null && lookDue !== true && added === undefined
}

/** The one team whose ask is the only reason why somebody is on the agenda; null when there is any other. */
export function teamAlone(reasons: readonly string[]): TeamCode | null {
  const [first, ...more] = reasons.map((reason) => askedBy.exec(reason)?.[1] ?? null)
  return first && more.every((team) => team === first) ? first : null
}

/**
 * The agenda with `waitsFor` on whom only a team asks nobody of which is there: that team’s queue, which → passes over,
 * and which stands on the next agenda as its ask. `there` has the teams somebody of which is there. Never
 * somebody to whom a look is due. [seed] "a missing team’s asks wait in its queue"
 */
export function withWaiting(agenda: readonly AgendaItem[], there: ReadonlySet<TeamCode>): AgendaItem[] {
  return agenda.map((item) => {
    const team = mayWait(item) ? teamAlone(item.reasons) : null
    return team !== null && !there.has(team) ? { ...item, waitsFor: team } : item
  })
}

/** How many of a team’s asks would wait for it. */
export function asksOf(agenda: readonly AgendaItem[], team: TeamCode): number {
  return agenda.filter((item) => mayWait(item) && teamAlone(item.reasons) === team).length
}

import { z } from 'zod/mini'
import { isOverdue, sayState } from './action.ts'
import type { ActionView } from './action.ts'
import { addDays, daysBetween, instantOf, londonDate, sayDay, sayTime, weekdayOf } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { teamCode } from './team.ts'
import { sayHours, sayWorkingHours, workingMinutes } from './working-hours.ts'

/** Nothing waits unseen: what waits longer than the team's time is told again, then to its lead, then stands in the next huddle. */

/** The tellings in their order. What its lead was told of is one of the next huddle's promises. [seed] issue 5 */
export const tellings = ['again', 'lead'] as const
export type Telling = (typeof tellings)[number]

/** How long something may wait until it is told again, in working minutes, until an administrator says otherwise. [seed] */
export const startingTeamTime = 120

/** After how many times the team's time each telling comes. [choice] for the lead's */
const after: Record<Telling, number> = { again: 1, lead: 2 }

/** What it waits for: somebody to accept it, the step that is late, or somebody to take up what was declined. */
export type WaitsFor = 'not accepted' | 'overdue' | 'declined'

/** How long an action waits and who was told of it. Instants are ISO UTC. */
export interface Waits {
  /** When it came to its team or was declined; of one that is taken, the day it is due. */
  since: string
  again: string | null
  lead: string | null
}

type Standing = Pick<ActionView, 'state' | 'due' | 'settled'>

/**
 * What an action waits for; null when for nothing that is late. What nobody has accepted waits for that alone, also
 * when its day has passed. [choice] What waits for sign-off is nobody's yet.
 */
export function waitsFor({ state, due, settled }: Standing, today: LocalDate): WaitsFor | null {
  if (state === 'declined') return settled ? null : 'declined'
  if (state === 'agreed') return 'not accepted'
  return state !== 'to sign off' && isOverdue({ state, due }, today) ? 'overdue' : null
}

/** Since when its time runs: what is late begins with the day after the one it was due. */
function runsFrom(since: string): Date {
  return since.length === 10 ? instantOf(addDays(since, 1), '00:00') : new Date(since)
}

/** Working minutes it has waited at `now`. */
export function waited(since: string, now: Date, closures: readonly LocalDate[] = []): number {
  return Math.max(0, workingMinutes(runsFrom(since), now, closures))
}

/**
 * The tellings that are due and were not made, in their order. `minutes` is the team's time; `from`, since when Perch
 * keeps it: what waited before then waits from there. [choice]
 */
export function tellingsDue(
  { since, again, lead }: Waits,
  {
    minutes,
    from,
    now,
    closures = [],
  }: { minutes: number; from: Date; now: Date; closures?: readonly LocalDate[] },
): Telling[] {
  const start = new Date(Math.max(runsFrom(since).getTime(), from.getTime()))
  const long = workingMinutes(start, now, closures)
  const made = { again, lead }
  return tellings.filter((one) => made[one] === null && long >= minutes * after[one])
}

/** The furthest telling that was made, with when; null before the first. */
export function lastTelling({ again, lead }: Waits): { telling: Telling; at: string } | null {
  if (lead !== null) return { telling: 'lead', at: lead }
  return again === null ? null : { telling: 'again', at: again }
}

/** '11:40' on that day, else 'Mon 23 Nov 11:40'. */
function sayAt(instant: string, today: LocalDate): string {
  const day = londonDate(new Date(instant))
  return day === today ? sayTime(instant) : `${sayDay(day, today)} ${sayTime(instant)}`
}

/** 'Waits 2 h 10 min: told again 11:40'; null before anybody was told, and of what waits no more. */
export function sayTold(
  action: Standing & Pick<ActionView, 'waits'>,
  now: Date,
  closures: readonly LocalDate[] = [],
): string | null {
  const today = londonDate(now)
  const [why, told] = [waitsFor(action, today), action.waits ? lastTelling(action.waits) : null]
  if (!action.waits || why === null || told === null) return null
  const words: Record<WaitsFor, string> = {
    'not accepted': `Waits ${sayHours(waited(action.waits.since, now, closures))}`,
    overdue: 'Late',
    declined: 'Declined, and nobody has taken it up',
  }
  return `${words[why]}: ${told.telling === 'lead' ? 'lead told' : 'told again'} ${sayAt(told.at, today)}`
}

/** 'Fri' within the week, 'today', else 'Fri 13 Nov'. */
function sayShortDay(day: LocalDate, today: LocalDate): string {
  const ago = daysBetween(day, today)
  if (ago === 0) return 'today'
  return ago > 0 && ago < 7 ? weekdayOf(day).slice(0, 3) : sayDay(day, today)
}

/**
 * Why an action is one of yesterday's promises: 'not accepted in 5 working hours', 'declined Fri: no capacity',
 * '1 day late', '1 day late, not accepted in 9 working hours'.
 */
export function whyPromised(
  action: Parameters<typeof sayState>[0] & Standing & Pick<ActionView, 'waits'>,
  now: Date,
  closures: readonly LocalDate[] = [],
): string {
  const today = londonDate(now)
  const said = sayState(action, today)
  const { waits, state } = action
  if (!waits) return said
  if (state === 'declined')
    return said.replace('declined', `declined ${sayShortDay(londonDate(new Date(waits.since)), today)}`)
  if (state !== 'agreed' || waits.lead === null) return said
  const long = `not accepted in ${sayWorkingHours(waited(waits.since, now, closures))}`
  return isOverdue(action, today) ? `${said}, ${long}` : long
}

/** What an administrator sets for a team; hours in steps of a quarter. */
export const teamTimeInput = z.object({
  team: teamCode,
  hours: z
    .number('Write the hours as a number: 2, or 1.5.')
    .check(
      z.gte(0.25, 'A quarter of an hour at least.'),
      z.lte(40, 'At most 40 working hours, a week.'),
      z.multipleOf(0.25, 'Quarters of an hour: 1.25, 1.5, 2.'),
    ),
  /** A colleague's id; null: those who manage are told. */
  lead: z.nullable(z.string().check(z.minLength(1), z.maxLength(40))),
})
export type TeamTimeInput = z.infer<typeof teamTimeInput>

/** A team's time as screens show it. */
export interface TeamTime {
  /** Working minutes. */
  minutes: number
  lead: { id: string; name: string } | null
}

import type { HospitalNews } from './agenda-reasons.ts'
import { addDays, instantOf, londonDate } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { Steering } from './huddle.ts'

/** London time at which a huddle still running from the day before counts as forgotten. [choice] */
const forgottenTime = '04:00'

/** Whether a huddle that began at `startedAt` (ISO UTC) has been left running: it is four in the morning of the next day, or later. */
export function isForgotten(startedAt: string, now: Date): boolean {
  const morning = addDays(londonDate(new Date(startedAt)), 1)
  return now >= instantOf(morning, forgottenTime)
}

/**
 * The instant after which somebody who arrived, or an action that was declined, is new to the next huddle: when the last
 * one started, which is when its agenda was made. What came while it ran stood on no agenda yet. [choice]
 */
export function newAfter({ startedAt, closedAt }: { startedAt: string | null; closedAt: string }): string {
  return startedAt ?? closedAt
}

/**
 * Whether a start may still be taken back, which deletes who was there and what was done to the agenda: while nothing
 * came of anybody, nobody was added by hand, and nobody said how they are there. Once “who is here” is over the meeting
 * has begun, and only its chair may (`isChair`: also when there is none). [choice]
 */
export function mayCancelStart(
  { state, step, agenda, attendance }: Pick<Steering, 'state' | 'step' | 'agenda' | 'attendance'>,
  isChair: boolean,
): boolean {
  const came = agenda.some(({ outcome, added }) => outcome !== null || added !== undefined)
  const said = attendance.some(({ mode }) => mode !== undefined)
  return state === 'live' && !came && !said && (step === 'here' || isChair)
}

/**
 * Whether somebody who arrived then is new to the next huddle. Whoever came while the last one ran and was looked at by
 * it (`seenOn`: the day a closed huddle last did) is not. Nobody is new before the first has closed (`last` is null).
 */
export function isNewSince(
  arrivedAt: string,
  seenOn: LocalDate | null,
  last: { date: LocalDate; since: string } | null,
): boolean {
  return last !== null && arrivedAt > last.since && seenOn !== last.date
}

/**
 * What the next huddle hears of a hospital stay: `at` is the instant somebody last said that they went or came back
 * (`away`: they went). What the last huddle said or heard is no news. [seed] "back from or gone to hospital"
 */
export function hospitalNews(
  { at, away }: { at: string | null; away: boolean },
  seenOn: LocalDate | null,
  last: { date: LocalDate; since: string; closedAt: string } | null,
): HospitalNews | null {
  if (at === null || last === null) return null
  if (at <= last.closedAt && !isNewSince(at, seenOn, last)) return null
  return away ? 'gone to hospital' : 'back from hospital'
}

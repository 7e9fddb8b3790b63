import { addDays, instantOf, londonDate } from './dates.ts'
import type { HowClosed } from './huddle.ts'

/** London time at which a huddle still running from the day before counts as forgotten. [choice] */
const forgottenTime = '04:00'

/** Whether a huddle that began at `startedAt` (ISO UTC) has been left running: it is four in the morning of the next day, or later. */
export function isForgotten(startedAt: string, now: Date): boolean {
  const morning = addDays(londonDate(new Date(startedAt)), 1)
  return now >= instantOf(morning, forgottenTime)
}

/**
 * The instant after which somebody who arrived, or an action that ended, is new to the next huddle: when the last one
 * closed. One that was not closed was left to itself some time after its start, which is when its agenda was made. [choice]
 */
export function newAfter({
  startedAt,
  closedAt,
  closedHow,
}: {
  startedAt: string | null
  closedAt: string | null
  closedHow: HowClosed | null
}): string | null {
  return closedHow === 'by itself' ? (startedAt ?? closedAt) : closedAt
}

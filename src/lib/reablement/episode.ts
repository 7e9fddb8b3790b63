import { addDays, daysBetween } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** The kinds of episode. Only reablement counts in the outcome measures. [seed] */
export const episodeKinds = ['reablement', 'bridging', 'restart', 'crisis hand-over'] as const
export type EpisodeKind = (typeof episodeKinds)[number]

/** The six weeks without a charge, in calendar days. [law] */
export const freeDays = 42

/** Days that prompt a look: goals, mid-point, long-term care?, plan the end, the six weeks. [choice]; only 42 is [law] */
export const promptDays: readonly number[] = [7, 21, 28, 35, 42]

/** Day of the six weeks: 1 on the first visit's day, 0 and below before it. Calendar days, since visits run daily. [law] */
export function dayOf42(start: LocalDate, on: LocalDate): number {
  return daysBetween(start, on) + 1
}

/** The last day without a charge: the first visit and 41 days. [law] */
export function lastFreeDay(start: LocalDate): LocalDate {
  return addDays(start, freeDays - 1)
}

/**
 * The prompt day reached on `day` of an episode, or null. `span` is the calendar days since the last huddle
 * (3 on a Monday), so a prompt that falls on a weekend is not lost; of several the latest. [choice]
 */
export function promptReached(
  day: number,
  span: number = 1,
  prompts: readonly number[] = promptDays,
): number | null {
  const reached = prompts.filter((prompt) => prompt <= day && prompt > day - span)
  return reached.length ? Math.max(...reached) : null
}

/** Whether the planned end lies from `on` to `days` calendar days later. A passed or unplanned end does not. */
export function endingWithin(plannedEnd: LocalDate | null, on: LocalDate, days: number): boolean {
  if (!plannedEnd) return false
  const left = daysBetween(on, plannedEnd)
  return left >= 0 && left <= days
}

/** One row of a call pattern. `minutes` is the length of one call. */
export interface Calls {
  perDay: number
  minutes: number
  carers: number
}

export type Step = 'step up' | 'step down' | 'same'

/**
 * What a change of call pattern is, never typed by anybody. [seed]
 * Compared by carers sent in a day (calls × carers), so two carers to one is a step down; when that is equal, by calls.
 * Minutes do not count: a longer call is neither. [choice]
 */
export function step(
  previous: Pick<Calls, 'perDay' | 'carers'>,
  next: Pick<Calls, 'perDay' | 'carers'>,
): Step {
  const more = next.perDay * next.carers - previous.perDay * previous.carers || next.perDay - previous.perDay
  if (more === 0) return 'same'
  return more > 0 ? 'step up' : 'step down'
}

/** '3 a day' */
export function sayCalls({ perDay }: Pick<Calls, 'perDay'>): string {
  return `${String(perDay)} a day`
}

/** What the person wants to be able to do, in their own words. */
export interface Goal {
  id: string
  what: string
  by: LocalDate | null
  state: 'not started' | 'working on it' | 'met' | 'changed'
}

import { addDays, daysBetween, sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { dayOf42, freeDays, promptDays } from './episode.ts'
import { nightsAway, stayOn } from './hospital-stays.ts'
import type { HospitalStay, Nights } from './hospital-stays.ts'

/** What a hospital stay does to the six weeks. The law is silent: an administrator decides. [choice] */
export const hospitalClocks = ['keep counting', 'pause', 'restart'] as const
export type HospitalClock = (typeof hospitalClocks)[number]

/** Until an administrator says otherwise. [choice] */
export const startingHospitalClock: HospitalClock = 'keep counting'

/** What the clock is read from. */
export interface ClockFacts {
  /** The first visit. */
  start: LocalDate
  stays: readonly HospitalStay[]
  setting: HospitalClock
}

/** The six weeks as they stand on one day. */
export interface Clock {
  setting: HospitalClock
  /** 1 on the first visit’s day, below 1 before it; it stands still as the setting says. */
  day: number
  /** Day 1 of these six weeks: the first visit or, where a stay restarts them, the day back. */
  countedFrom: LocalDate
  restarted: boolean
  /** The last day without a charge; where a stay moves it, as if they were back on the day asked about. [law] day 1 + 41 */
  lastFreeDay: LocalDate
  /** Nights in hospital from `countedFrom` to that day, whether or not the clock stood still for them. */
  nights: number
  /** The day they went, when they are in hospital. */
  away: LocalDate | null
}

/** One count of the six weeks: day 1 and the nights away since, as days after it. */
interface Count {
  from: LocalDate
  restarted: boolean
  away: LocalDate | null
  nights: Nights[]
}

/** What lies ahead of the day that is asked about has not happened on it. */
function countOn({ start, stays, setting }: ClockFacts, on: LocalDate): Count {
  const day = daysBetween(start, on)
  const away = stayOn(stays, on)?.wentOn ?? null
  const gone = nightsAway(start, stays, on)
    .filter(({ from }) => from < day)
    .map(({ from, until }) => ({ from, until: Math.min(until, day) }))
  const over = away === null ? gone : gone.filter(({ until }) => until < day)
  const restartedAt = setting === 'restart' ? (over.at(-1)?.until ?? 0) : 0
  const nights = gone
    .map(({ from, until }) => ({ from: from - restartedAt, until: until - restartedAt }))
    .filter(({ until }) => until > 0)
  return { from: addDays(start, restartedAt), restarted: restartedAt > 0, away, nights }
}

/**
 * The six weeks on `on`, under hospital stays. [law] calendar days; [choice] the setting:
 * - keep counting: a stay changes nothing.
 * - pause: every night away moves the rest by a day; they are back to the day on which they went.
 * - restart: it stands still while they are away, and the day back is day 1 again. A stay without a night does nothing.
 * @throws RangeError for a bad day.
 */
export function clockOn(facts: ClockFacts, on: LocalDate): Clock {
  const { setting } = facts
  const { from, restarted, away, nights } = countOn(facts, on)
  const slept = nights.reduce((sum, stay) => sum + stay.until - stay.from, 0)
  const day = dayOf42(from, on) - (setting === 'keep counting' ? 0 : slept)
  const beginsAgain = setting === 'restart' && away !== null && slept > 0
  const lastFreeDay = beginsAgain
    ? addDays(on, freeDays - 1)
    : addDays(from, lastOffset(freeDays, setting === 'keep counting' ? [] : nights))
  return { setting, day, countedFrom: from, restarted, lastFreeDay, nights: slept, away }
}

/** The last calendar day, in days after day 1, on which the clock says `day`: a stay begun by then moves it by its nights. */
function lastOffset(day: number, nights: readonly Nights[]): number {
  return nights.reduce(
    (offset, { from, until }) => (from <= offset ? offset + until - from : offset),
    day - 1,
  )
}

/** A prompt of the six weeks and when it comes. */
export interface PromptOnDay {
  day: number
  reached: boolean
  /** The first day on which it is reached; null while a stay keeps the clock still. */
  on: LocalDate | null
}

/** The prompt days an administrator wrote: whole days of the six weeks, each once and in order, and always day 42, which is law. */
export function tidyPrompts(days: readonly number[]): number[] {
  const within = days.filter((day) => Number.isInteger(day) && day >= 1 && day < freeDays)
  return [...new Set([...within, freeDays])].toSorted((a, b) => a - b)
}

/** Every prompt with its day. [choice] days 7, 21, 28 and 35; [law] 42 */
export function promptsOn(
  facts: ClockFacts,
  on: LocalDate,
  prompts: readonly number[] = promptDays,
): PromptOnDay[] {
  const { day: now, away } = clockOn(facts, on)
  const keeps = facts.setting === 'keep counting'
  const { from, nights } = countOn(facts, on)
  return prompts.map((day) => {
    const reached = day <= now
    // The day after the last one on which the clock says the day before.
    const first = addDays(from, lastOffset(day - 1, keeps ? [] : nights) + 1)
    return { day, reached, on: !reached && !keeps && away !== null ? null : first }
  })
}

/**
 * The prompt reached after `since` (the last huddle’s day) until `on`; of several the latest, null when none was. While
 * the clock stands still nothing is reached twice; a restart reaches them anew. [choice]
 */
export function promptSince(
  facts: ClockFacts,
  since: LocalDate,
  on: LocalDate,
  prompts: readonly number[] = promptDays,
): number | null {
  const now = clockOn(facts, on)
  const before = since < now.countedFrom ? 0 : clockOn(facts, since).day
  const reached = prompts.filter((prompt) => prompt <= now.day && prompt > before)
  return reached.length ? Math.max(...reached) : null
}

/** Why and until when somebody stays beyond the six weeks. */
export interface Extension {
  until: LocalDate
  why: string
}

export type ExtensionStanding =
  'within the six weeks' | 'extended' | 'past the six weeks' | 'past the extension'

/** Where they stand with the six weeks and what was agreed beyond them. An extension that the clock has overtaken is none. */
export function extensionOn(clock: Clock, extension: Extension | null, on: LocalDate): ExtensionStanding {
  if (clock.day <= freeDays) return 'within the six weeks'
  if (extension === null || extension.until <= clock.lastFreeDay) return 'past the six weeks'
  return on <= extension.until ? 'extended' : 'past the extension'
}

/** 'day 12 of 42; the clock stood still 4 days in hospital': no stay is counted or left out without saying so. [choice] */
export function sayClockOn(clock: Clock, on: LocalDate, extension: Extension | null = null): string {
  if (clock.day < 1) return `before the first visit on ${sayDay(clock.countedFrom, on)}`
  const parts = [sayDayNumber(clock, on, extension), sayHospital(clock, on)]
  return parts.filter((part) => part !== '').join('; ')
}

function sayDayNumber(clock: Clock, on: LocalDate, extension: Extension | null): string {
  const day = `day ${String(clock.day)}`
  const past = `${day}, past the six weeks since ${sayDay(clock.lastFreeDay, on)}`
  const until = extension === null ? '' : sayDay(extension.until, on)
  switch (extensionOn(clock, extension, on)) {
    case 'within the six weeks':
      return `${day} of ${String(freeDays)}`
    case 'past the six weeks':
      return past
    case 'extended':
      return `${past}, extended until ${until}: ${extension?.why ?? ''}`
    case 'past the extension':
      return `${past}, and past the extension until ${until}`
  }
}

function sayHospital(clock: Clock, on: LocalDate): string {
  const words = sayHospitalClock(clock, on)
  return clock.away === null ? words : `in hospital since ${sayDay(clock.away, on)}, ${words}`
}

/** What hospital stays do to the clock, in a few words: 'the clock stands still, 4 days so far'; '' when there was none. */
export function sayHospitalClock(
  { setting, nights, away, restarted, countedFrom }: Clock,
  on: LocalDate,
): string {
  const days = nights === 1 ? '1 day' : `${String(nights)} days`
  switch (setting) {
    case 'keep counting':
      if (away !== null) return 'the clock goes on'
      return nights === 0 ? '' : `${days} in hospital counted`
    case 'pause':
      if (away !== null) return `the clock stands still${nights === 0 ? '' : `, ${days} so far`}`
      return nights === 0 ? '' : `the clock stood still ${days} in hospital`
    case 'restart':
      if (away !== null) return 'day 1 again when they are back'
      return restarted ? `counted anew from ${sayDay(countedFrom, on)}, back from hospital` : ''
  }
}

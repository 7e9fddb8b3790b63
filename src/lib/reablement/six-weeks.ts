import { addDays, daysBetween, sayDay, weekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { clockOn, extensionOn, promptSince, promptsOn, sayHospitalClock } from './episode-clock.ts'
import type { Clock, ClockFacts, Extension, PromptOnDay } from './episode-clock.ts'
import { freeDays } from './episode.ts'
import { startStandard } from './start-standard.ts'
import type { StartStandard } from './start-standard.ts'

/** All that the six weeks of one episode are read from, wherever a day of 42 is shown: on the server and on a desk alike. */
export interface SixWeeks extends ClockFacts {
  /** Days that prompt a look, as the service set them. */
  prompts: readonly number[]
  extension: Extension | null
  /** Accepted, and nobody has said that the first visit was: no day is counted, whatever day was planned. */
  waiting: boolean
  /** null: accepted before Perch kept the day. */
  acceptedOn: LocalDate | null
  /** Calendar days from acceptance to the first visit, as the service set them. */
  startWithin: number
}

/** The clock on a day. Who waits for the first visit has not reached day 1, even when the planned day has passed. */
export function sixWeeksOn(six: SixWeeks, on: LocalDate): Clock {
  const clock = clockOn(six, on)
  return six.waiting ? { ...clock, day: Math.min(clock.day, 0) } : clock
}

/**
 * The prompts as a person’s page shows them: of a stay that is over those it reached, of who waits for the first visit by
 * the planned day, and none once that day has passed without it.
 */
export function promptsShown(six: SixWeeks, on: LocalDate, isOver: boolean): PromptOnDay[] {
  if (six.waiting && six.start <= on) return []
  const all = promptsOn(six, on, six.prompts)
  return isOver ? all.filter(({ reached }) => reached) : all
}

/** The first visit against the standard; null when nobody wrote down the day it was accepted. */
export function startStandardOn(six: SixWeeks, today: LocalDate): StartStandard | null {
  const { acceptedOn, startWithin, waiting, start } = six
  if (acceptedOn === null) return null
  // A planned day that has passed without a visit is no first visit.
  const startedOn = waiting && start <= today ? null : start
  return startStandard({ acceptedOn, startedOn }, today, startWithin)
}

/** The day of the last huddle for the prompts of the next: a weekend’s prompt is not lost. Before any huddle the working day before. */
export function heardLast(lastHuddle: LocalDate | null, date: LocalDate): LocalDate {
  if (lastHuddle !== null) return addDays(date, -Math.max(1, daysBetween(lastHuddle, date)))
  return addDays(date, weekday(date) === 1 ? -3 : -1)
}

/** What the agenda of `date` needs to know of the six weeks. */
export interface ClockForAgenda {
  day: number
  /** The prompt reached since the last huddle. */
  prompt: number | null
  /** 'extended until Fri 15 Jan', or past it; '' when they are within the six weeks, or nobody extended them. */
  beyond: string
}

/** Reads the clock for an agenda. While it stands still no prompt is reached; a restart reaches them anew. [choice] */
export function clockForAgenda(six: SixWeeks, date: LocalDate, lastHuddle: LocalDate | null): ClockForAgenda {
  const clock = sixWeeksOn(six, date)
  const within = clock.day >= 1 && clock.day <= freeDays
  const prompt = within ? promptSince(six, heardLast(lastHuddle, date), date, six.prompts) : null
  return { day: clock.day, prompt, beyond: sayBeyond(clock, six.extension, date) }
}

function sayBeyond(clock: Clock, extension: Extension | null, on: LocalDate): string {
  const standing = extensionOn(clock, extension, on)
  const until = extension === null ? '' : sayDay(extension.until, on)
  if (standing === 'extended') return `extended until ${until}`
  return standing === 'past the extension' ? `past the extension until ${until}` : ''
}

/**
 * What stands beside the day wherever it is shown, in a few words and in nobody’s own hand, so that a shared screen may
 * have it: until when they are extended, and what a hospital stay does to the clock. '' when there is nothing to say.
 */
export function besideDay(six: SixWeeks, on: LocalDate): string {
  // The planned day stands beside it already.
  if (six.waiting) return startStandardOn({ ...six, start: on }, on)?.words ?? ''
  const clock = sixWeeksOn(six, on)
  return [sayBeyond(clock, six.extension, on), sayHospitalClock(clock, on)].filter(Boolean).join('; ')
}

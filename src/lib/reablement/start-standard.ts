import { addDays, daysBetween, sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** Calendar days from acceptance to the first visit, until an administrator says otherwise. [choice] */
export const startingStartWithin = 2

/** Whether the first visit came in time: met, still to come in time, or late. */
export interface StartStandard {
  standing: 'met' | 'due' | 'late'
  /** The last day in time. */
  by: LocalDate
  words: string
}

/**
 * The start standard: the first visit within two days of acceptance. [choice] Visits run every day, so these are calendar
 * days. `startedOn` of a day to come is a plan and has met nothing yet.
 */
export function startStandard(
  { acceptedOn, startedOn }: { acceptedOn: LocalDate; startedOn: LocalDate | null },
  today: LocalDate,
  within: number = startingStartWithin,
): StartStandard {
  const by = addDays(acceptedOn, within)
  if (startedOn !== null && startedOn <= today) {
    const took = daysBetween(acceptedOn, startedOn)
    const words = `first visit ${sayTook(took)}`
    return { standing: startedOn <= by ? 'met' : 'late', by, words }
  }
  const planned = startedOn === null ? '' : `, planned for ${sayDay(startedOn, today)}`
  if (today <= by) return { standing: 'due', by, words: `first visit due by ${sayDay(by, today)}${planned}` }
  return { standing: 'late', by, words: `first visit was due by ${sayDay(by, today)}${planned}` }
}

function sayTook(days: number): string {
  if (days < 0) return 'before it was accepted'
  if (days === 0) return 'on the day it was accepted'
  return days === 1 ? '1 day after it was accepted' : `${String(days)} days after it was accepted`
}

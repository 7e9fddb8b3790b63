import { sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { sayCalls, step } from './episode.ts'
import type { Calls, Step } from './episode.ts'

/** '3 a day, 30 min, two carers' */
export function sayPattern({ perDay, minutes, carers }: Calls): string {
  if (perDay === 0) return 'no calls'
  const by = carers === 1 ? 'one carer' : carers === 2 ? 'two carers' : `${String(carers)} carers`
  return `${sayCalls({ perDay })}, ${String(minutes)} min, ${by}`
}

/** What a change would be, said before it is made. Derived, never typed. [seed] */
export function sayChange(before: Calls | null, next: Calls, from: LocalDate, today: LocalDate): string {
  const words: Record<Step, string> = { 'step up': 'a step up', 'step down': 'a step down', same: 'no step' }
  const what = before === null ? 'the first calls' : words[step(before, next)]
  return `From ${sayDay(from, today)}: ${sayPattern(next)}, ${what}`
}

/** How far back a change may be entered, and how far ahead planned, in days. [choice] */
export const enteredLate = 14
export const plannedAhead = 90

export function samePattern(a: Calls, b: Calls): boolean {
  return a.perDay === b.perDay && a.minutes === b.minutes && a.carers === b.carers
}

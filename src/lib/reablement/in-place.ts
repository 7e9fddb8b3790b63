import { sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { addWorkingDays } from './working-days.ts'

/** Said wherever a ReSPECT plan or a DNACPR is named. [law] */
export const neverTheSource =
  'Perch is never the source of a resuscitation decision. Look at the signed copy, or ask the GP or the ambulance service.'

/** Whether words about where a copy is say what it decides: that is never kept. [law] */
export function saysDecision(text: string): boolean {
  return /\b(?:not for|for full|for active|for (?:cpr|resus\w*)|(?:do )?not (?:to )?(?:be )?(?:attempt\w*|resus\w*)|attempt cpr|ceiling of|comfort (?:care )?only)\b/i.test(
    text,
  )
}

/** Working days within which the council wants an initial decision: its own ambition. [seed] */
export const decisionDays = 5

/** The day by which an initial decision on a safeguarding concern is due, and how it is said. */
export function initialDecision(
  raisedOn: LocalDate,
  today: LocalDate,
  closures: readonly LocalDate[] = [],
): { due: LocalDate; words: string } {
  const due = addWorkingDays(raisedOn, decisionDays, closures)
  const when = sayDay(due, today)
  const words =
    due < today
      ? `The initial decision was due by ${when}: ask the owner.`
      : `An initial decision is due by ${when}, five working days after it was raised.`
  return { due, words }
}

/** What came of a Care Act assessment. [choice] */
export const careActOutcomes = [
  'eligible, support is planned',
  'eligible, no support wanted',
  'not eligible, advice given',
  'not wanted by the person',
] as const
export type CareActOutcome = (typeof careActOutcomes)[number]

/** The day that asks whether long-term care will be needed. [choice] */
export const longTermDay = 28
/** How many days before it the question is shown, so that nobody is late with it. [choice] */
const shownBefore = 7

/**
 * What to do about long-term care on a day of the six weeks; null: nothing yet. An assessment takes time, so it is asked
 * before day 28, and until somebody has raised one or it is said that none is needed. `on`: the day the clock has day 28
 * on; null while it stands still.
 */
export function longTermPrompt(
  day: number,
  { on, today }: { on: LocalDate | null; today: LocalDate },
  isRaised: boolean,
): string | null {
  if (isRaised || day < longTermDay - shownBefore) return null
  return `Day 28 ${sayWhen(on, today)}: will long-term care be needed? A Care Act assessment takes time.`
}

function sayWhen(on: LocalDate | null, today: LocalDate): string {
  if (on === null) return 'comes once they are back from hospital'
  if (on === today) return 'is today'
  return on < today ? `was ${sayDay(on)}` : `is ${sayDay(on)}`
}

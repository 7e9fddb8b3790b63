import type { LocalDate } from './dates.ts'
import type { EndingRow } from './ending.ts'
import type { EndingAround, EndingDraft } from './ending-draft.ts'
import type { LocalGroups, Measure, OutcomeReport } from './outcomes.ts'
import { addDays, sayDay } from './dates.ts'

/** The page on which an episode is ended, or was. */
export interface EndingView {
  episode: string
  name: string
  reference: string
  state: string
  around: EndingAround
  draft: EndingDraft
  rows: EndingRow[]
  groups: LocalGroups
  /** Who last said something on the checklist, short; null: nobody did. */
  savedBy: string | null
  /** Why it cannot be ended by its state alone: it has not begun, or was declined. */
  notNow: string | null
  ended: EndedView | null
}

/** How it ended. */
export interface EndedView {
  on: LocalDate
  by: string
  at: string
  rows: EndingRow[]
  checks: string[]
  /** The reader may take it back. */
  mayUndo: boolean
}

/** A period of the report on outcomes, both days included. */
export interface Period {
  from: LocalDate
  to: LocalDate
}

/** The report on outcomes: the four groups and the three measures, of a period. */
export interface OutcomesPage {
  period: Period
  today: LocalDate
  report: OutcomeReport
  measures: Measure[]
  /** As `atHomeRate` says it. */
  rate: string
}

/** The three whole months before this one, as the council’s own papers count. [seed] "Nov 22 to Jan 23" */
export function lastThreeMonths(today: LocalDate): Period {
  const first = `${today.slice(0, 7)}-01`
  const monthBefore = (day: LocalDate) => `${addDays(day, -1).slice(0, 7)}-01`
  return { from: monthBefore(monthBefore(monthBefore(first))), to: addDays(first, -1) }
}

/** What is wrong with a period; null when nothing is. */
export function refusePeriod({ from, to }: Period): string | null {
  if (from > to) return `It ends on ${sayDay(to)}, before it begins. Choose a later last day.`
  return null
}

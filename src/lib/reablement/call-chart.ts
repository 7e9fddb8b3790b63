import { daysBetween } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { CallsEntry } from './episode-view.ts'
import type { HospitalStay } from './hospital-stays.ts'

/** A stretch of days with the same calls: from its day until the day before `until`. In days after the frame’s first. */
export interface CallSpan {
  from: number
  until: number
  perDay: number
  carers: number
  /** It has not begun on the day asked about. */
  planned: boolean
}

/** A chart of the calls: its first day, how many days, what stands on them. */
export interface CallChart {
  first: LocalDate
  days: number
  /** Where today is, in days after the first; null before or after the frame. */
  today: number | null
  spans: CallSpan[]
  stays: { from: number; until: number }[]
  /** The last day without a charge, in days after the first. */
  lastFree: number
  most: { perDay: number; carers: number }
}

export interface ChartFacts {
  /** The first visit. */
  start: LocalDate
  lastFreeDay: LocalDate
  today: LocalDate
  stays: readonly HospitalStay[]
  /** The day the stay ended; null while it has not. */
  end: LocalDate | null
}

/**
 * The call pattern over the six weeks, or as long as the stay is by now. Of several rows from the same day the one
 * entered last counts. What is not planned yet is not drawn: the last row goes as far as today, or to its own day.
 */
export function callChart(
  calls: readonly CallsEntry[],
  { start, lastFreeDay, today, stays, end }: ChartFacts,
): CallChart | null {
  const rows = calls.toReversed().filter(({ from }, at, all) => all[at + 1]?.from !== from)
  const [earliest] = rows
  if (!earliest) return null
  const first = earliest.from < start ? earliest.from : start
  const upTo = end ?? today
  const last = [lastFreeDay, upTo, rows.at(-1)?.from ?? start].toSorted().at(-1) ?? upTo
  const at = (day: LocalDate) => daysBetween(first, day)
  const days = at(last) + 1
  const spans = rows.map(({ from, perDay, carers }, place) => {
    const next = rows[place + 1]?.from
    const openEnd = Math.max(at(upTo), at(from)) + 1
    return { from: at(from), until: next ? at(next) : openEnd, perDay, carers, planned: from > today }
  })
  const now = at(today)
  return {
    ...{ first, days, today: now >= 0 && now < days && end === null ? now : null, spans },
    lastFree: at(lastFreeDay),
    stays: stays.map(({ wentOn, backOn }) => ({
      from: Math.max(0, at(wentOn)),
      until: Math.max(at(wentOn) + 1, at(backOn ?? upTo)),
    })),
    most: {
      perDay: Math.max(1, ...rows.map(({ perDay }) => perDay)),
      carers: Math.max(1, ...rows.map(({ carers }) => carers)),
    },
  }
}

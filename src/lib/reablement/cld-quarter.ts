import { addDays, isLocalDate, monthNames } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** Three months that are reported together. */
export interface Quarter {
  /** First and last day. */
  from: LocalDate
  to: LocalDate
  /** 'April to June 2026' */
  words: string
  /** Of the council's year, which begins in April: '2026-27', 1. */
  year: string
  number: 1 | 2 | 3 | 4
}

const quarters = [1, 2, 3, 4] as const

/** The quarter a day lies in: April to June, July to September, October to December, January to March. [std] */
export function quarterOf(day: LocalDate): Quarter {
  if (!isLocalDate(day)) throw new RangeError(`“${day}” is not a day. Write it as 2026-11-25.`)
  const year = Number(day.slice(0, 4))
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3
  const number = quarters[(first / 3 + 3) % 4] ?? 1
  const begins = number === 4 ? year - 1 : year
  return {
    from: `${String(year)}-${twoDigits(first + 1)}-01`,
    to: addDays(first === 9 ? `${String(year + 1)}-01-01` : `${String(year)}-${twoDigits(first + 4)}-01`, -1),
    words: `${monthNames[first] ?? ''} to ${monthNames[first + 2] ?? ''} ${String(year)}`,
    year: `${String(begins)}-${twoDigits((begins + 1) % 100)}`,
    number,
  }
}

/** The last quarter that is over on a day. */
export function lastQuarter(today: LocalDate): Quarter {
  return quarterOf(addDays(quarterOf(today).from, -1))
}

/** The quarters somebody may choose: from the one with the first start until today's, newest first, five years at most. [choice] */
export function quartersSince(first: LocalDate, today: LocalDate): Quarter[] {
  const all = [quarterOf(today)]
  for (let last = all[0]; last && last.from > first && all.length < 20; last = all.at(-1))
    all.push(lastQuarter(last.from))
  return all
}

/** Whether a stay lies in a quarter, if only by one day. An end of null is still open. */
export function liesIn({ from, to }: Quarter, stay: { start: LocalDate; end: LocalDate | null }): boolean {
  return stay.start <= to && (stay.end === null || stay.end >= from)
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

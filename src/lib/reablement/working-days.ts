import holidays from './bank-holidays-england.json' with { type: 'json' }
import type { Band } from './catalogue.ts'
import { addDays, daysBetween, londonDate, londonTime, weekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { Problem } from './problem.ts'

const bankHolidays = new Set(holidays.events.map(({ date }) => date))
const knownYears = holidays.events.map(({ date }) => Number(date.slice(0, 4)))
const firstYear = Math.min(...knownYears)
const lastYear = Math.max(...knownYears)

/** Working days allowed for each delivery band. [choice] INST and NS are our guess, until an administrator says otherwise. */
export const bandDays: Record<Band, number> = { SD: 0, ND: 1, WD3: 3, WD5: 5, WD7: 7, INST: 5, NS: 10 }

/** When the day's requests close and the huddle meets, London time, until an administrator says otherwise. [choice] */
export const startingCutOff = '15:00'
export const startingMeetingTime = '09:30'

/** How this service counts working days, as an administrator decided it. It is handed to every rule that counts them. */
export interface DayRules {
  /** Days the council is closed beside weekends and bank holidays. */
  closures: readonly LocalDate[]
  /** London times. */
  cutOff: string
  meetingTime: string
  /** Working days of the two bands whose names do not say how many. */
  ownDays: Readonly<Record<'INST' | 'NS', number>>
}

/** As Perch comes. */
export const startingDayRules: DayRules = {
  closures: [],
  cutOff: startingCutOff,
  meetingTime: startingMeetingTime,
  ownDays: { INST: bandDays.INST, NS: bandDays.NS },
}

/**
 * Monday to Friday, no bank holiday of England, no closure day of the council's. [std]
 * @throws Problem 'bad-input' outside the years of the holiday data: guessing would promise a wrong day.
 */
export function isWorkingDay(date: LocalDate, closures: readonly LocalDate[] = []): boolean {
  const year = Number(date.slice(0, 4))
  if (!(year >= firstYear && year <= lastYear)) {
    const known = `${String(firstYear)} to ${String(lastYear)}`
    throw new Problem('bad-input', {
      field: 'due',
      detail: `Bank holidays are known for ${known}, and ${date} is outside. Ask an administrator to add the year.`,
    })
  }
  return weekday(date) <= 5 && !bankHolidays.has(date) && !closures.includes(date)
}

/** A Monday before every holiday of the data. */
const countedFrom: LocalDate = '2024-12-30'

/**
 * Counts the working days: one more on each than on the one before. On any other day it is the last one’s number; years
 * without holiday data count their weekdays.
 */
export function workingDayNumber(date: LocalDate, closures: readonly LocalDate[] = []): number {
  const days = daysBetween(countedFrom, date)
  const weeks = Math.floor(days / 7)
  const weekdays = weeks * 5 + Math.min(5, days - weeks * 7 + 1)
  const off = closures.length === 0 ? bankHolidays : new Set([...bankHolidays, ...closures])
  return weekdays - [...off].filter((one) => one >= countedFrom && one <= date && weekday(one) <= 5).length
}

/** The first working day strictly after `date`. @throws Problem as isWorkingDay. */
export function nextWorkingDay(date: LocalDate, closures: readonly LocalDate[] = []): LocalDate {
  const next = addDays(date, 1)
  return isWorkingDay(next, closures) ? next : nextWorkingDay(next, closures)
}

/** The last working day strictly before `date`. @throws Problem as isWorkingDay. */
export function previousWorkingDay(date: LocalDate, closures: readonly LocalDate[] = []): LocalDate {
  const previous = addDays(date, -1)
  return isWorkingDay(previous, closures) ? previous : previousWorkingDay(previous, closures)
}

/**
 * `n` working days after `from`, counting from the day after it; `from` itself never counts. [std]
 * n = 0 is `from`, working day or not. @throws Problem as isWorkingDay; RangeError when n is not a whole number ≥ 0.
 */
export function addWorkingDays(from: LocalDate, n: number, closures: readonly LocalDate[] = []): LocalDate {
  if (!Number.isInteger(n) || n < 0) throw new RangeError('Count whole working days, nought or more.')
  let day = from
  for (let counted = 0; counted < n; counted++) day = nextWorkingDay(day, closures)
  return day
}

/** The day of the huddle people now prepare: today until the meeting begins, else the next working day. [choice] */
export function nextHuddleDay(
  now: Date,
  meetingTime: string = startingMeetingTime,
  closures: readonly LocalDate[] = [],
): LocalDate {
  const today = londonDate(now)
  const stillToday = isWorkingDay(today, closures) && londonTime(now) < meetingTime
  return stillToday ? today : nextWorkingDay(today, closures)
}

/**
 * The day something is due by its delivery band. How `domain.md` "Working days" is read here: [choice]
 * 1. A request made on a working day before the cut-off is received that day.
 * 2. From the cut-off on (15:00 itself is late), or on a day nobody works, it is received the next working day.
 * 3. The band's working days are counted from the day after it was received; SD is the day it was received.
 * So on Monday ND is Tuesday until 14:59 and Wednesday from 15:00; on Saturday SD is Monday and ND Tuesday.
 * @throws Problem as isWorkingDay.
 */
export function dueFromBand(
  band: Band,
  now: Date,
  {
    cutOff = startingCutOff,
    closures = [],
    ownDays = startingDayRules.ownDays,
  }: Partial<Omit<DayRules, 'meetingTime'>> = {},
): LocalDate {
  const today = londonDate(now)
  const inTime = isWorkingDay(today, closures) && londonTime(now) < cutOff
  const received = inTime ? today : nextWorkingDay(today, closures)
  const days = band === 'INST' || band === 'NS' ? ownDays[band] : bandDays[band]
  return addWorkingDays(received, days, closures)
}

/**
 * Days and clock times as people in England say them. A LocalDate is the London calendar day, 'YYYY-MM-DD';
 * an instant is a Date or ISO UTC text. Nothing here reads the clock: `now` and `today` are arguments.
 */
export type LocalDate = string

const dayLong = 86_400_000
const hourLong = 3_600_000
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

function londonParts(instant: Date): Record<string, string> {
  return Object.fromEntries(london.formatToParts(instant).map(({ type, value }) => [type, value]))
}

/** The day at UTC midnight in milliseconds. @throws RangeError when `date` is no calendar day. */
function atMidnight(date: LocalDate): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const midnight = Date.UTC(year, month - 1, day)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || dayAt(midnight) !== date) {
    throw new RangeError(`“${date}” is not a day. Write it as 2026-11-25.`)
  }
  return midnight
}

function dayAt(milliseconds: number): LocalDate {
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString().slice(0, 10) : ''
}

/** Whether text is a real calendar day written YYYY-MM-DD: '2027-02-29' is not. */
export function isLocalDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayAt(Date.UTC(year, month - 1, day)) === text
}

/** The London calendar day of an instant: 23:30 UTC in July is the next day. */
export function londonDate(now: Date): LocalDate {
  const { year = '', month = '', day = '' } = londonParts(now)
  return `${year}-${month}-${day}`
}

/** The London wall clock of an instant, 'HH:MM' with 24 hours. */
export function londonTime(now: Date): string {
  const { hour = '', minute = '' } = londonParts(now)
  return `${hour}:${minute}`
}

/**
 * The instant of a London wall time. A time that happens twice (October) is the first of the two;
 * one that never happens (March) is an hour later. @throws RangeError for a bad day or time.
 */
export function instantOf(date: LocalDate, time: string): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new RangeError(`“${time}” is not a time. Write it as 09:30.`)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const asUtc = atMidnight(date) + hours * hourLong + minutes * 60_000
  const inSummer = new Date(asUtc - hourLong)
  return londonDate(inSummer) === date && londonTime(inSummer) === time ? inSummer : new Date(asUtc)
}

/** `days` calendar days later; negative goes back. @throws RangeError for a bad day. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dayAt(atMidnight(date) + days * dayLong)
}

/** Calendar days from `a` to `b`: 0 for the same day, negative when `b` is earlier. @throws RangeError for a bad day. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Math.round((atMidnight(b) - atMidnight(a)) / dayLong)
}

/** 1 Monday … 7 Sunday. @throws RangeError for a bad day. */
export function weekday(date: LocalDate): number {
  return new Date(atMidnight(date)).getUTCDay() || 7
}

function parts(date: LocalDate): { name: string; day: number; month: string; year: string } {
  const name = weekdayNames[weekday(date) - 1] ?? ''
  const [year = '', month = '', day = ''] = date.split('-')
  return { name, day: Number(day), month: monthNames[Number(month) - 1] ?? '', year }
}

/** 'Tue 24 Nov'; with the year when `today` is given and lies in another: 'Mon 4 Jan 2027'. */
export function sayDay(date: LocalDate, today?: LocalDate): string {
  const { name, day, month, year } = parts(date)
  const said = `${name.slice(0, 3)} ${String(day)} ${month.slice(0, 3)}`
  return today === undefined || today.startsWith(year) ? said : `${said} ${year}`
}

/** 'Monday' */
export function weekdayOf(date: LocalDate): string {
  return parts(date).name
}

/** 'Monday 23 November 2026' */
export function sayLongDay(date: LocalDate): string {
  const { name, day, month, year } = parts(date)
  return `${name} ${String(day)} ${month} ${year}`
}

/** '16 Feb 1955': a day far from today, where the weekday says nothing. */
export function sayDate(date: LocalDate): string {
  const { day, month, year } = parts(date)
  return `${String(day)} ${month.slice(0, 3)} ${year}`
}

/** When something is due, as people say it: 'today', 'tomorrow', 'Thu 26 Nov', '1 day late', '3 days late'. */
export function sayDue(due: LocalDate, today: LocalDate): string {
  const days = daysBetween(today, due)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return '1 day late'
  return days < 0 ? `${String(-days)} days late` : sayDay(due, today)
}

/** The London wall clock of an ISO instant: '09:41'. */
export function sayTime(instant: string): string {
  return londonTime(new Date(instant))
}

/** Whole seconds as a clock: 72 → '1:12'. Below nought counts as nought. */
export function sayClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`
}

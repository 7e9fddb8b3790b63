import { addDays, instantOf, londonDate } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { workingDayNumber } from './working-days.ts'

/**
 * From when to when teams work, London time, on working days. [choice] The clocks change on Sundays, so that each
 * working day has as many minutes.
 */
export const workingHours = { from: '09:00', to: '17:00' } as const
const dayLong = 8 * 60
const minute = 60_000

/** Minutes of working time from a fixed day long ago to an instant. */
function workedUntil(instant: Date, closures: readonly LocalDate[]): number {
  const date = londonDate(instant)
  const number = workingDayNumber(date, closures)
  // On a day nobody works it is the number of the working day before, which is over.
  if (number === workingDayNumber(addDays(date, -1), closures)) return number * dayLong
  const since = (instant.getTime() - instantOf(date, workingHours.from).getTime()) / minute
  return (number - 1) * dayLong + Math.min(dayLong, Math.max(0, since))
}

/**
 * Minutes of working time between two instants; negative when `to` is before `from`. Years without holiday data count
 * their weekdays.
 */
export function workingMinutes(from: Date, to: Date, closures: readonly LocalDate[] = []): number {
  return workedUntil(to, closures) - workedUntil(from, closures)
}

/** Whether teams work at this instant: nobody is told anything in the night. */
export function isWorkingTime(now: Date, closures: readonly LocalDate[] = []): boolean {
  return workingMinutes(now, new Date(now.getTime() + minute), closures) > 0
}

/** From here on working minutes are said in days: two of them. */
const saidInDays = 2 * dayLong

function sayDays(minutes: number): string {
  return `${String(Math.floor(minutes / dayLong))} working days`
}

/** Working minutes as they are said: '5 working hours', '1 working hour', '4 working days'; less than an hour in minutes. */
export function sayWorkingHours(minutes: number): string {
  if (minutes >= saidInDays) return sayDays(minutes)
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${String(Math.max(0, Math.floor(minutes)))} working minutes`
  return hours === 1 ? '1 working hour' : `${String(hours)} working hours`
}

/** A team's time, which may have a half or a quarter: 90 → '1.5 working hours', 120 → '2 working hours'. */
export function sayTeamTime(minutes: number): string {
  const hours = minutes / 60
  return hours === 1 ? '1 working hour' : `${String(hours)} working hours`
}

/** 130 → '2 h 10 min', 120 → '2 h', 45 → '45 min', 2000 → '4 working days'. */
export function sayHours(minutes: number): string {
  if (minutes >= saidInDays) return sayDays(minutes)
  const whole = Math.max(0, Math.floor(minutes))
  const [hours, rest] = [Math.floor(whole / 60), whole % 60]
  if (hours === 0) return `${String(rest)} min`
  return rest === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(rest)} min`
}

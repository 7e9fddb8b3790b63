import * as z from 'zod'
import holidays from './bank-holidays-england.json' with { type: 'json' }
import { isLocalDate, sayDay, sayLongDay, weekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { SettingChanged } from './setting-words.ts'
import type { ServiceSettings } from './service-settings.ts'
import type { TeamCode } from './team.ts'

/** A day the council is closed beside weekends and bank holidays, and why. */
export interface ClosureDay {
  date: LocalDate
  words: string
}

/** Everything on the administrators’ page of settings. */
export interface SettingsPage {
  settings: ServiceSettings
  closures: ClosureDay[]
  /** Newest first. */
  changes: SettingChanged[]
  today: LocalDate
  /** People on the board with a stay in hospital: whom the clock’s setting concerns. */
  withStays: number
}

const date = z
  .string('Say which day.')
  .refine((text) => isLocalDate(text), 'There is no such day. Write it as 2026-12-29.')

export const addClosureInput = z.object({
  date,
  words: z
    .string('Say why, in a few words.')
    .trim()
    .min(1, 'Say why, in a few words.')
    .max(80, 'Say it in 80 letters.'),
})
export const removeClosureInput = z.object({ date })
export const dueOnInput = z.object({ date })
export type AddClosureInput = z.input<typeof addClosureInput>
export type RemoveClosureInput = z.input<typeof removeClosureInput>
export type DueOnInput = z.input<typeof dueOnInput>

/** An open action promised for a day that may become a closure day. */
export interface DueOn {
  id: string
  episode: string
  /** "Kamla Chauhan" */
  person: string
  title: string
  team: TeamCode
}

/** What a closure day would leave behind: '3 actions for 2 people are due on Tue 24 Nov.' Nothing due is said, too. */
export function sayDueOn(day: LocalDate, due: readonly DueOn[]): string {
  if (due.length === 0) return `Nothing is due on ${sayDay(day)}.`
  const people = new Set(due.map(({ episode }) => episode)).size
  const whose = people === 1 ? '1 person' : `${String(people)} people`
  const what =
    due.length === 1 ? '1 action for 1 person is' : `${String(due.length)} actions for ${whose} are`
  return `${what} due on ${sayDay(day)}.`
}

/** Why a day cannot be made a closure day, in a sentence; null when it can. A day that has passed stays as it was counted. [choice] */
export function refuseClosure(day: LocalDate, today: LocalDate, known: readonly ClosureDay[]): string | null {
  const holiday = holidays.events.find((one) => one.date === day)
  if (known.some((one) => one.date === day)) return `${sayLongDay(day)} is a closure day already.`
  if (day < today)
    return `${sayLongDay(day)} has passed: what was promised by it stays. Choose a day from today on.`
  if (holiday) return `${sayLongDay(day)} is a bank holiday: nobody works on it anyway.`
  if (weekday(day) > 5) return `${sayLongDay(day)} is a weekend: nobody works on it anyway.`
  if (!holidays.events.some((one) => one.date.slice(0, 4) === day.slice(0, 4)))
    return `Bank holidays of ${day.slice(0, 4)} are not known yet, so that nothing can be promised in it.`
  return null
}

/** 'Tue 29 Dec 2026, Between Christmas and New Year' */
export function sayClosure({ date: day, words }: ClosureDay): string {
  return `${sayDay(day)} ${day.slice(0, 4)}, ${words}`
}

/** One day of a year on which nobody works, beside weekends. */
export interface DayOff {
  date: LocalDate
  words: string
  closure: boolean
}

/** Bank holidays and closure days from a day on, in order, by year. */
export function daysOff(
  closures: readonly ClosureDay[],
  from: LocalDate,
): { year: string; days: DayOff[] }[] {
  const all = [
    ...holidays.events.map((one): DayOff => ({ date: one.date, words: one.name, closure: false })),
    ...closures.map((one): DayOff => ({ ...one, closure: true })),
  ]
  const ahead = all.filter((one) => one.date >= from).toSorted((a, b) => a.date.localeCompare(b.date))
  return [...Map.groupBy(ahead, (one) => one.date.slice(0, 4))].map(([year, days]) => ({ year, days }))
}

import { isLocalDate, londonDate, monthNames, weekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { quoted } from './caseload-words.ts'
import type { Read } from './caseload-words.ts'

/** The parts of a day as a cell has them; `year` as written, in two figures or four. */
interface DayParts {
  day: number
  month: number
  year: string
  /** 1 Monday … 7 Sunday, when the cell names it. */
  weekday?: number
}

const weekdayNames = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun']

/** 'Feb', 'Feb.', 'February', 'Sept' → 2 … 9; 0 when it is no month. Three letters at least. */
function monthNamed(text: string): number {
  const low = text.toLowerCase()
  const is = (name: string) => name.toLowerCase().startsWith(low) || (low === 'sept' && name === 'September')
  return low.length < 3 ? 0 : monthNames.findIndex(is) + 1
}

function weekdayNamed(text: string): number {
  const low = text.toLowerCase().replace(/day$/, '')
  return low.length < 3 ? 0 : weekdayNames.findIndex((name) => name.startsWith(low)) + 1
}

const timeBehind = /(?:,? +|T)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[AP]M)?$/i
const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i

/** An instant with its zone is the day it is in London: 2026-06-15T23:00:00Z is the 16th there. */
function inLondon(text: string): string {
  const at = instant.test(text) ? new Date(text.replace(' ', 'T')) : null
  return at && Number.isFinite(at.getTime()) ? londonDate(at) : text
}

/** Spaces, dashes and what stands for them made one; a time of day let go. */
function plainly(cell: string): string {
  const text = cell
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return inLondon(text).replace(timeBehind, '')
}

/** Figures alone, with one sign between them; never month first. */
function figureParts(text: string): DayParts | null {
  const iso = /^(\d{4}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{1,2})$/.exec(text)
  if (iso) return { day: Number(iso[4]), month: Number(iso[3]), year: iso[1] ?? '' }
  const british = /^(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})$/.exec(text)
  if (british) return { day: Number(british[1]), month: Number(british[3]), year: british[4] ?? '' }
  const spaced = /^(\d{1,2}) (\d{1,2}) (\d{4})$/.exec(text)
  return spaced
    ? { day: Number(spaced[1]), month: Number(spaced[2]), year: spaced[3] ?? '' }
    : runTogether(text)
}

const isoTogether = /^((?:19|20)\d\d)(0\d|1[0-2])(\d\d)$/

/**
 * 19550216 and 16021955. No eight figures are both, for years from 1900: the month of one would be the century of the
 * other. So the year is where 19 or 20 makes a day.
 */
function runTogether(text: string): DayParts | null {
  const iso = isoTogether.exec(text)
  if (iso) return { day: Number(iso[3]), month: Number(iso[2]), year: iso[1] ?? '' }
  const british = /^(\d\d)(\d\d)((?:19|20)\d\d)$/.exec(text)
  return british ? { day: Number(british[1]), month: Number(british[2]), year: british[3] ?? '' } : null
}

/** A month in words. In front of its day too, with a whole year: a named month is no guess. */
function namedParts(text: string): DayParts | null {
  const behind = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ ./-]?([a-z]+)\.?,?[ ./-]?,? ?['’]?(\d{4}|\d{2})$/i.exec(
    text,
  )
  if (behind) return { day: Number(behind[1]), month: monthNamed(behind[2] ?? ''), year: behind[3] ?? '' }
  const before = /^([a-z]+)\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})$/i.exec(text)
  return before ? { day: Number(before[2]), month: monthNamed(before[1] ?? ''), year: before[3] ?? '' } : null
}

function dayParts(cell: string): DayParts | null {
  const text = plainly(cell)
  const lead = /^([a-z]{3,9})\.?,? (?=\d|[a-z])/i.exec(text)
  const named = lead ? weekdayNamed(lead[1] ?? '') : 0
  if (lead && named > 0) {
    const rest = text.slice(lead[0].length)
    const parts = figureParts(rest) ?? namedParts(rest)
    return parts && { ...parts, weekday: named }
  }
  return figureParts(text) ?? namedParts(text)
}

/**
 * A year of two figures is 20…; of a birth it is 19… unless that would be a grown-up by `bornBy`: births are in the
 * past, and nobody here is a child. [choice]
 */
function wholeYear(written: string, monthAndDay: string, bornBy: LocalDate | undefined): string {
  if (written.length !== 2) return written
  const grownUpSince = bornBy ? `${String(Number(bornBy.slice(0, 4)) - 18)}${bornBy.slice(4)}` : '9999'
  return `20${written}${monthAndDay}` <= grownUpSince ? `20${written}` : `19${written}`
}

const pad = (number: number) => String(number).padStart(2, '0')

/**
 * A day in any British or ISO form, never month first: 03/01/2027, 3/1/27, 03.01.2027, 2027-01-03, 20270103, 3 Jan 2027,
 * 3rd January 2027, 03-Jan-27, Sunday 3 January 2027. A time of day behind it is let go; an instant with its zone is
 * its London day. A day number of Excel's is refused: there are two ways of counting them, four years apart.
 * null when empty. `bornBy` is today, given for dates of birth: see wholeYear.
 */
export function readDate(cell: string, bornBy?: LocalDate): Read<LocalDate | null> {
  if (!cell) return { value: null }
  const parts = dayParts(cell)
  const { day, month, year } = parts ?? { day: 0, month: 0, year: '' }
  const monthAndDay = `-${pad(month)}-${pad(day)}`
  const date = wholeYear(year, monthAndDay, bornBy) + monthAndDay
  if (!isLocalDate(date)) {
    return {
      trouble: `${quoted(cell)} is not a date.${whyNot(cell, parts, date)} Write the day first, as 31/12/2026.`,
    }
  }
  if (parts?.weekday !== undefined && parts.weekday !== weekday(date)) {
    return { trouble: `${quoted(cell)} is on another day of the week. Correct one of them.` }
  }
  return { value: date }
}

function whyNot(cell: string, parts: DayParts | null, date: string): string {
  if (/^\d{4,5}(?:\.\d+)?$/.test(cell)) {
    return ' It looks like a day number of Excel: format the column as dates and export it again.'
  }
  if (!parts) return ''
  const { day, month } = parts
  if (day >= 1 && day <= 12 && month > 12 && month <= 31) return ' It seems to have the month first.'
  const name = monthNames[month - 1]
  const year = date.slice(0, 4)
  if (!name || day <= 28 || !/^[1-9]\d{3}$/.test(year)) return ''
  return ` ${name} ${year} has ${String(daysIn(Number(year), month))} days.`
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/**
 * Which way round a cell of figures can only be read; 'either' when both ways make a day, and not the same one. null
 * when there is nothing to mistake: a month in words, an ISO day, 03/03/1955, or no day at all.
 */
export function orderOf(cell: string): 'day first' | 'month first' | 'either' | null {
  const text = plainly(cell)
  const iso = isoTogether.test(text) || /^\d{4}[ /.-]/.test(text)
  const parts = iso ? null : figureParts(text)
  if (!parts || parts.day < 1 || parts.month < 1 || parts.day === parts.month) return null
  if (parts.day <= 12 && parts.month <= 12) return 'either'
  if (parts.month <= 12 && parts.day <= 31) return 'day first'
  return parts.day <= 12 && parts.month <= 31 ? 'month first' : null
}

/**
 * Whether a column's days were written month first, so that none of its 'either' cells can be trusted: more of its cells
 * can only be month first than day first. One slip among many right days does not spoil the column. [choice]
 */
export function writtenMonthFirst(cells: readonly string[]): boolean {
  const orders = cells.map(orderOf)
  const count = (order: string) => orders.filter((one) => one === order).length
  return count('month first') > count('day first')
}

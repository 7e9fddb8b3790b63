import { isLocalDate, monthNames } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { episodeKinds } from './episode.ts'
import type { EpisodeKind } from './episode.ts'
import { nhsNumberTrouble, normaliseNhsNumber, showNhsNumber } from './nhs-number.ts'

/**
 * How one cell is read: what it says (null when empty), or what is wrong with it as the rest of a sentence that begins
 * with the column: 'the start date …'. What is wrong quotes the cell only where a key-safe code cannot stand.
 */
export type Read<T> = { value: T } | { trouble: string }

const longestText = 200

function quoted(cell: string): string {
  return `“${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}”`
}

/** Text with its spaces tidied; null when empty. Refuses what is too long and what was read in a wrong encoding. */
export function readText(cell: string): Read<string | null> {
  const text = cell.replace(/[\s\u00a0\p{Cc}]+/gu, ' ').trim()
  if (text.includes('\uFFFD'))
    return { trouble: 'holds letters that could not be read. Save the file as UTF-8.' }
  if (text.length <= longestText) return { value: text || null }
  return {
    trouble: `is too long: ${String(text.length)} letters, and there is room for ${String(longestText)}.`,
  }
}

function monthNamed(text: string): number {
  const low = text.toLowerCase()
  return (
    monthNames.findIndex(
      (name) => low.length >= 3 && (name.toLowerCase().startsWith(low) || low === 'sept'),
    ) + 1
  )
}

/** [day, month, year as written], or null when the cell has none of the forms. */
function dayParts(cell: string): [number, number, string] | null {
  const text = cell.replace(/[T ]00:00(?::00(?:\.0+)?)?Z?$/, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return [Number(iso[3]), Number(iso[2]), iso[1] ?? '']
  const figures = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text)
  if (figures) return [Number(figures[1]), Number(figures[3]), figures[4] ?? '']
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]+)\.?,?[ -](\d{4}|\d{2})$/.exec(text)
  return named ? [Number(named[1]), monthNamed(named[2] ?? ''), named[3] ?? ''] : null
}

/** A year of two figures is 20…; of a birth it is 19… unless that would be a grown-up by `bornBy`. [choice] */
function wholeYear(written: string, monthAndDay: string, bornBy: LocalDate | undefined): string {
  if (written.length !== 2) return written
  const grownUpSince = bornBy ? `${String(Number(bornBy.slice(0, 4)) - 18)}${bornBy.slice(4)}` : '9999'
  return `20${written}${monthAndDay}` <= grownUpSince ? `20${written}` : `19${written}`
}

/**
 * A day written day first, never month first: 03/01/2027, 3/1/27, 2027-01-03, 3 Jan 2027. The midnight some exports
 * put behind it is let go. null when empty. `bornBy` is today, given for dates of birth: see wholeYear.
 */
export function readDate(cell: string, bornBy?: LocalDate): Read<LocalDate | null> {
  if (!cell) return { value: null }
  const [day, month, written] = dayParts(cell) ?? [0, 0, '']
  const pad = (number: number) => String(number).padStart(2, '0')
  const monthAndDay = `-${pad(month)}-${pad(day)}`
  const date = wholeYear(written, monthAndDay, bornBy) + monthAndDay
  if (isLocalDate(date)) return { value: date }
  const turned = day >= 1 && day <= 12 && month > 12 ? ' It seems to have the month first.' : ''
  return { trouble: `${quoted(cell)} is not a date.${turned} Write the day first, as 31/12/2026.` }
}

/** Yes or no in its usual forms; null when empty or not known. Never quotes the cell: a code may stand in it. */
export function readYesNo(cell: string): Read<boolean | null> {
  const low = cell.toLowerCase()
  if (/^(?:yes|y|true|1)$/.test(low)) return { value: true }
  if (/^(?:no|n|false|0|none)$/.test(low)) return { value: false }
  if (/^(?:|unknown|not known|n\/a|\?|-)$/.test(low)) return { value: null }
  return { trouble: 'should be Yes, No or empty.' }
}

/** A whole number within bounds; null when empty. */
export function readNumber(cell: string, least: number, most: number): Read<number | null> {
  if (!cell) return { value: null }
  const number = /^\d{1,4}(?:\.0+)?$/.test(cell) ? Number(cell) : NaN
  if (number >= least && number <= most) return { value: number }
  return { trouble: `${quoted(cell)} should be a whole number from ${String(least)} to ${String(most)}.` }
}

/** A valid NHS number as ten digits; null when empty or 'not traced'. [std] */
export function readNhsNumber(cell: string): Read<string | null> {
  if (/^(?:|not traced|untraced|unknown|not known)$/i.test(cell)) return { value: null }
  const value = normaliseNhsNumber(cell)
  if (value) return { value }
  const why = nhsNumberTrouble(cell) ?? ''
  return {
    trouble: `${showNhsNumber(cell).slice(0, 40)} is not valid (${why}). Correct it or leave it empty.`,
  }
}

const kindWords: Record<string, EpisodeKind> = {
  crisis: 'crisis hand-over',
  crisishandover: 'crisis hand-over',
}

/** The kind of episode; null when empty. */
export function readKind(cell: string): Read<EpisodeKind | null> {
  const low = cell.toLowerCase()
  const value = episodeKinds.find((kind) => kind === low) ?? kindWords[low.replace(/[^a-z]/g, '')]
  if (value || !cell) return { value: value ?? null }
  return { trouble: `${quoted(cell)} is not known. Write Reablement, Bridging, Restart or Crisis hand-over.` }
}

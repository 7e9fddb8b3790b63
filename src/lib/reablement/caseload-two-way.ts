import { compareEpisode } from './caseload-checks.ts'
import type { Difference } from './caseload-checks.ts'
import type { CaseloadField } from './caseload-columns.ts'
import type { Said } from './caseload-decisions.ts'
import type { CaseloadFacts } from './caseload-facts.ts'
import { daysBetween, sayDay, weekdayOf } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** When somebody last changed a field in Perch rather than in the file. */
export interface ChangedHere {
  /** null: since the last file, and nobody kept the day. */
  on: LocalDate | null
  /** null when it is not known, or they have left. */
  by: string | null
}

/** What is known besides the two sides: what the file said the time before, and what was changed here since. */
export interface Before {
  /** null: no earlier file is kept, so nobody can tell whether this one is new in what it says. */
  lastFile: Said | null
  changedHere: Partial<Record<CaseloadField, ChangedHere>>
}

/**
 * How the two sides came to differ.
 * 'file': only the file says something new · 'here': only the board changed, and the file has not heard of it yet ·
 * 'both': each says something new, or nobody can tell · 'locked': a start date, which no file changes.
 */
export type Standing = 'file' | 'here' | 'both' | 'locked'

/** One field the file and the board differ in. `was` is the board's, `now` the file's. */
export interface TwoWayDifference extends Difference {
  standing: Standing
  /** Which is taken when nobody says otherwise; null: somebody has to choose, and until then the board stays. */
  taken: 'file' | 'board' | null
  /** "The file says 3 calls a day, the board says 2, changed here on Tuesday by Priya Shah. …" */
  words: string
}

/** How long the other system may take to hear of a change made here, in days; after that somebody is asked. [choice] */
export const lagDays = 7

const takenBy: Record<Standing, 'file' | 'board' | null> = {
  file: 'file',
  here: 'board',
  both: null,
  locked: 'board',
}

const advice: Record<Standing, string> = {
  file: 'Changed in the file: the file is taken.',
  here: 'The file says what it said before: the board stays.',
  both: 'Choose one; until then the board stays.',
  locked: 'A file never changes a start date: it would make a second stay in the national figures.',
}

/**
 * What the file and the board say differently of one person, in the order of the file's columns. An empty cell says
 * nothing. What was changed here is never silently overwritten: it stays, or somebody is asked.
 */
export function twoWayDifferences(
  board: CaseloadFacts,
  row: CaseloadFacts,
  { lastFile, changedHere }: Before,
  today: LocalDate,
): TwoWayDifference[] {
  return compareEpisode(board, row).map((difference) => {
    const { field } = difference
    const changed = changedHere[field] ?? null
    const standing = standingOf(field, row, lastFile, changed, today)
    return {
      ...difference,
      standing,
      taken: takenBy[standing],
      words: wordsOf(difference, standing, changed, today),
    }
  })
}

function standingOf(
  field: CaseloadField,
  row: CaseloadFacts,
  lastFile: Said | null,
  changed: ChangedHere | null,
  today: LocalDate,
): Standing {
  if (field === 'start') return 'locked'
  if (!changed) return 'file'
  const asBefore = lastFile !== null && lastFile[field] === row[field]
  const lags = changed.on === null || daysBetween(changed.on, today) < lagDays
  return asBefore && lags ? 'here' : 'both'
}

/** What stands behind a figure: '3 calls a day'. The second figure of a sentence does without. */
const units: Partial<Record<CaseloadField, [one: string, more: string]>> = {
  callsPerDay: ['call a day', 'calls a day'],
  minutes: ['minute a call', 'minutes a call'],
  carers: ['carer', 'carers'],
}

function wordsOf(
  { field, heading, was, now }: Difference,
  standing: Standing,
  changed: ChangedHere | null,
  today: LocalDate,
): string {
  const unit = units[field]
  const file = unit ? `${now} ${now === '1' ? unit[0] : unit[1]}` : `“${now}”`
  const board = was === null ? 'nothing' : unit ? was : `“${was}”`
  const about = unit ? 'The' : `${heading}: the`
  const here = changed ? `, ${changedInWords(changed, today)}` : ''
  return `${about} file says ${file}, the board says ${board}${here}. ${advice[standing]}`
}

/** 'changed here today by Priya Shah', 'changed here yesterday', 'changed here on Tuesday', 'changed here on Tue 10 Nov'. */
export function changedInWords({ on, by }: ChangedHere, today: LocalDate): string {
  if (on === null) return 'changed here since the last file'
  const ago = daysBetween(on, today)
  const recent = ago > 1 && ago < 7 ? `on ${weekdayOf(on)}` : `on ${sayDay(on, today)}`
  const day = ago === 0 ? 'today' : ago === 1 ? 'yesterday' : recent
  return `changed here ${day}${by === null ? '' : ` by ${by}`}`
}

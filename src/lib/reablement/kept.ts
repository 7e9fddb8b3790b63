import type { ArchiveTable } from './archive-tables.ts'
import { headingOf } from './caseload-columns.ts'
import type { CaseloadField } from './caseload-columns.ts'
import { londonDate, sayDate, sayTime } from './dates.ts'
import { withoutCode } from './key-safe.ts'
import { showNhsNumber } from './nhs-number.ts'

/**
 * What is kept about one person, table by table, for a copy of all of it (UK GDPR article 15 [law]). Which tables there
 * are, and what their columns mean, the archive’s plan says: a table that is added is in the copy from then on.
 */

/** What the story tells whole, in sentences: it need not stand there twice. */
export const toldByStory: readonly string[] = [
  'huddle_note',
  'action_event',
  'action_told',
  'hospital_stay',
  'episode_event',
  'call_pattern',
  'goal',
  'starter_check',
  'person_chip',
  'amendment',
]

/** What says nothing that does not stand elsewhere in the copy, and why. */
export const leftOutOfCopy: Readonly<Record<string, string>> = {
  record_action: 'What the steps of the actions say, as one huddle closed.',
  page_mark: 'What the notes say of how it was going, while they were written.',
  page_author: 'Who wrote: the notes say it.',
  outbox: 'What the actions say, on its way to a team.',
}

/** What the archive's plan cannot say of somebody by itself: in the copy in words of its own (kept-file.ts). */
export const saidOfFiles: readonly string[] = ['file_said', 'import_change', 'held_file', 'twin_decision']

const becomesNote = 'What is written on the page of a huddle that is not closed yet: it becomes a note then.'
const ofNobody = 'Who is signed in, and what a screen shows just now: of nobody the service is for.'

/** Tables that are in no archive and in no copy, and why. */
export const neverInCopy: Readonly<Record<string, string>> = {
  ...{ session: ofNobody, screen_code: ofNobody, shown_photo: ofNobody },
  ...{ page_edit: becomesNote, page_head: becomesNote, page_snapshot: becomesNote, page_client: becomesNote },
}

/** What the paper says of what is kept and not on it. `unread`: files that wait, whose lines cannot be told apart. */
export function notOnPaper(unread: number): string[] {
  const files = unread === 1 ? 'A caseload file waits' : `${String(unread)} caseload files wait`
  return [
    becomesNote,
    'Lines that were left out of a caseload file are kept by their number and what was wrong with them, not by whose they were.',
    'A line of a caseload file that waits is found by the reference or the NHS number in it, and by nothing else.',
    ...(unread === 0
      ? []
      : [`${files} whose lines cannot be told apart: whether they stand in it was not found out.`]),
  ]
}

/** By which column a table is about an episode, or null. */
export function keptBy({
  table,
  columns,
}: ArchiveTable): 'person' | 'episode' | 'action' | 'later_check' | 'self' | null {
  if (table === 'person' || table === 'episode') return 'self'
  if ('episode' in columns) return 'episode'
  if ('action' in columns) return 'action'
  if ('later_check' in columns) return 'later_check'
  return 'person' in columns ? 'person' : null
}

/** The tables whose rows are printed as they are, in the plan’s order. */
export function printedTables(plan: readonly ArchiveTable[]): ArchiveTable[] {
  return plan.filter(
    (one) => keptBy(one) !== null && !toldByStory.includes(one.table) && !(one.table in leftOutOfCopy),
  )
}

/** Names of what rows point to, by id: colleagues, huddles’ days, actions’ lines, later checks. */
export type Named = ReadonlyMap<string, string>

/** One field of a row, as it is printed. */
export interface KeptField {
  label: string
  value: string
}

export interface KeptRow {
  fields: KeptField[]
  /** Labels of fields that hold nothing. */
  nothing: string[]
}

/** Perch’s own names for rows and files say nothing to anybody. */
const ownNames = ['id', 'episode', 'person', 'photo_sha256']

/** A row in words, and the names of the fields that hold nothing. */
export function sayRow(
  { columns, free = [] }: ArchiveTable,
  row: Readonly<Record<string, string | number | null>>,
  named: Named,
): KeptRow {
  const said = Object.entries(columns)
    .filter(([name]) => !ownNames.includes(name))
    .map(([name, words]) => ({ name, value: sayColumn(name, row[name] ?? null, words, named) }))
    .map(({ name, value }) => ({
      label: labelOf(name),
      value: free.includes(name) ? withoutCode(value) : value,
    }))
  return {
    fields: said.filter(({ value }) => value !== ''),
    nothing: said.filter(({ value }) => value === '').map(({ label }) => label),
  }
}

function sayColumn(name: string, value: string | number | null, words: string, named: Named): string {
  if (name === 'nhs_number') return showNhsNumber(value === null ? null : String(value))
  // Of a choice between the file and the board.
  if (name === 'field' && value !== null) return headingOf(String(value) as CaseloadField)
  return sayValue(value, words, named)
}

const shorter: Record<string, string> = {
  ...{ nhs_number: 'NHS number', co_alarm: 'CO alarm', by_us: 'Fitted by us', at: 'When', how_by: 'Said by' },
  ...{ arrived_at: 'First heard of', hospital_at: 'Last went to or from hospital', by_date: 'By' },
}

/** 'birth_date' → 'Birth date' */
export function labelOf(column: string): string {
  const words = column.replaceAll('_', ' ')
  return shorter[column] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function sayValue(value: string | number | null, words: string, named: Named): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return sayNumber(value, words)
  const name = named.get(value)
  if (name !== undefined && words.includes('“id” of')) return name
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value))
    return `${sayDate(londonDate(new Date(value)))}, ${sayTime(value)}`
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return sayDate(value)
  return /^[[{]/.test(value) ? sayJson(value, named) : value
}

/** Yes and no are kept as 1 and 0; the plan says of which columns. */
function sayNumber(value: number, words: string): string {
  const isYesNo = /\b1 \S|\b1: /.test(words) && (value === 0 || value === 1) && !words.includes('1 first')
  return isYesNo ? (value === 1 ? 'yes' : 'no') : String(value)
}

function sayJson(text: string, named: Named): string {
  try {
    return sayPart(JSON.parse(text), named)
  } catch {
    return text
  }
}

function sayPart(part: unknown, named: Named): string {
  if (Array.isArray(part)) return part.map((one) => sayPart(one, named)).join(', ')
  if (typeof part === 'object' && part !== null)
    return Object.entries(part)
      .map(([key, value]) => `${key}: ${sayPart(value, named)}`)
      .join(', ')
  if (part === null || part === undefined) return ''
  return typeof part === 'string' ? (named.get(part) ?? part) : JSON.stringify(part)
}

/** A person of the service other than the one the copy is about. */
export interface Other {
  forename: string
  surname: string
  knownAs: string | null
}

/**
 * Surnames of other people of the service that stand in these texts as a word with a capital: somebody looks whether it is
 * them. [law] A copy must not give away another person without their leave. Ordinary words among them cost a glance.
 */
export function othersNamed(
  texts: readonly string[],
  others: readonly Other[],
  own: readonly string[],
): string[] {
  const words = new Set(
    texts
      .join('\n')
      .match(/\p{Lu}[\p{L}’'-]+/gu)
      ?.map((word) => word.replace(/[’']s$/, '')),
  )
  const surnames = new Set(others.map(({ surname }) => surname).filter((name) => !own.includes(name)))
  return [...surnames].filter((name) => name.length > 2 && words.has(name)).toSorted()
}

import { caseloadColumns, headingOf } from './caseload-columns.ts'
import { londonDate, sayDate, sayTime } from './dates.ts'
import { withoutCode } from './key-safe.ts'
import { labelOf } from './kept.ts'
import type { KeptField } from './kept.ts'
import { showNhsNumber } from './nhs-number.ts'

/**
 * What caseload files left behind about one person, in words, for a copy of all that is kept (UK GDPR article 15 [law]).
 * These tables hold JSON, or name a person by a reference, so the archive's plan alone cannot say them.
 */

type Facts = Readonly<Record<string, unknown>>

/** What the last file said of them, by the headings of the service's own file; what it did not say is left out. */
export function saidByFile(facts: string): KeptField[] {
  const said = parsed(facts)
  return caseloadColumns.flatMap(({ field, heading }) => fieldOf(heading, field, said[field]))
}

/** One row that a file made or changed, with its values before and after. */
export interface FileChange {
  at: string
  table: 'person' | 'episode' | 'call_pattern' | 'file_said'
  /** JSON of the columns that changed; null: the file made the row. */
  before: string | null
  after: string
}

const whats: Record<FileChange['table'], string> = {
  person: 'The person',
  episode: 'This stay',
  call_pattern: 'Their calls',
  file_said: 'What the file said',
}

/** A change with what stood there before; of a row the file made no second copy is kept. */
export function sayChange({ at, table, before, after }: FileChange): KeptField[] {
  const first = { label: 'When', value: sayMoment(at) }
  if (before === null)
    return [first, { label: 'What', value: `${whats[table]}: entered from the file, for the first time` }]
  const [was, now] =
    table === 'file_said' ? [factsIn(before), factsIn(after)] : [parsed(before), parsed(after)]
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])]
  const differing = keys.filter(
    (key) => JSON.stringify(was[key] ?? null) !== JSON.stringify(now[key] ?? null),
  )
  const changes = differing.map((key) => ({
    label: table === 'file_said' ? headingOf(key as Parameters<typeof headingOf>[0]) : labelOf(spaced(key)),
    value: `${sayFact(key, was[key]) || 'nothing'} → ${sayFact(key, now[key]) || 'nothing'}`,
  }))
  return [first, { label: 'What', value: whats[table] }, ...changes]
}

/** What was decided about two entries of files, one of which is theirs. */
export interface TwinKept {
  /** Both references, as 'A|B'. */
  key: string
  decision: 'merge' | 'apart'
  keep: string | null
  by: string
  at: string
}

/** Another person's reference is not said: only that there was an entry like theirs. [law] */
export function sayTwin({ key, decision, keep, by, at }: TwinKept): KeptField[] {
  const [a = '', b = ''] = key.split('|')
  const one =
    a === b
      ? `both lines of ${a} are theirs; the ${keep ?? ''} stays`
      : `${a} and ${b} are both theirs; ${keep ?? ''} stays`
  const two = 'an entry like theirs is somebody else’s'
  return [
    { label: 'Decided', value: decision === 'merge' ? one : two },
    { label: 'By', value: by },
    { label: 'When', value: sayMoment(at) },
  ]
}

/** A line of a file that waits for somebody: the file's own headings, and what stands under them. */
export function sayHeldLine(at: string, headings: readonly string[], cells: readonly string[]): KeptField[] {
  const fields = cells.map((cell, place) => ({
    label: headings[place]?.trim() || `Column ${String(place + 1)}`,
    value: withoutCode(cell.trim()),
  }))
  return [{ label: 'File of', value: sayMoment(at) }, ...fields.filter(({ value }) => value !== '')]
}

function factsIn(json: string): Facts {
  const { facts } = parsed(json)
  return typeof facts === 'string' ? parsed(facts) : {}
}

function parsed(json: string): Facts {
  try {
    const found: unknown = JSON.parse(json)
    return typeof found === 'object' && found !== null ? (found as Facts) : {}
  } catch {
    return {}
  }
}

function fieldOf(label: string, field: string, fact: unknown): KeptField[] {
  const value = sayFact(field, fact)
  return value === '' ? [] : [{ label, value }]
}

function sayFact(field: string, fact: unknown): string {
  if (fact === null || fact === undefined || fact === '') return ''
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no'
  if (typeof fact !== 'string') return JSON.stringify(fact)
  if (field === 'nhsNumber') return showNhsNumber(fact)
  if (/^\d{4}-\d{2}-\d{2}$/.test(fact)) return sayDate(fact)
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(fact) ? sayMoment(fact) : withoutCode(fact)
}

function sayMoment(at: string): string {
  return `${sayDate(londonDate(new Date(at)))}, ${sayTime(at)}`
}

/** 'birthDate' → 'birth_date' */
function spaced(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

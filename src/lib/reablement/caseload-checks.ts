import { caseloadColumns, headingOf } from './caseload-columns.ts'
import type { CaseloadField } from './caseload-columns.ts'
import type { CaseloadFacts, CaseloadRow, RowError } from './caseload-facts.ts'
import { sameButCapitals } from './caseload-names.ts'
import type { NameField } from './caseload-names.ts'
import { isLocalDate, sayDate } from './dates.ts'
import { showNhsNumber } from './nhs-number.ts'

function repeatsOf(
  rows: readonly CaseloadRow[],
  field: 'nhsNumber' | 'reference',
  words: (value: string, others: string) => string,
): RowError[] {
  const same = (row: CaseloadRow) => row[field]?.toUpperCase()
  const groups = Map.groupBy(rows.filter(same), same)
  return [...groups.values()].flatMap((group) =>
    (group.length > 1 ? group : []).map((row) => {
      const others = group.filter((other) => other !== row).map(({ line }) => String(line))
      const also = others.length === 1 ? `line ${others.join('')}` : `lines ${others.join(', ')}`
      return {
        line: row.line,
        column: headingOf(field),
        words: `Line ${String(row.line)}: ${words(row[field] ?? '', also)}`,
      }
    }),
  )
}

/**
 * References and NHS numbers that stand in the file more than once: one error for every line that has it, each naming
 * the others, since nobody can tell from the file which is right. None of these lines should be imported.
 */
export function checkRepeats(rows: readonly CaseloadRow[]): RowError[] {
  const byReference = repeatsOf(
    rows,
    'reference',
    (value, also) => `the client ref ${value} is also on ${also}. Keep one of them.`,
  )
  const byNumber = repeatsOf(rows, 'nhsNumber', (value, also) => {
    return `the NHS number ${showNhsNumber(value)} is also on ${also}. Two people cannot share one: correct it or leave it empty.`
  })
  return [...byReference, ...byNumber].sort((a, b) => a.line - b.line)
}

/** One thing today's file says otherwise. `was` and `now` are as people read them; null: nothing was known. */
export interface Difference {
  field: CaseloadField
  /** The column's heading: 'Calls per day'. */
  heading: string
  was: string | null
  now: string
}

const nameFields: readonly NameField[] = ['forename', 'surname', 'knownAs', 'nextOfKin']

/**
 * The row with each name that differs in its capitals alone as it is known: a file in capitals cannot say whether it is
 * MacDonald or Macdonald, so what stands here stays. [choice]
 */
export function withKnownCapitals<T extends CaseloadFacts>(row: T, known: CaseloadFacts): T {
  const same = nameFields.filter((field) => sameButCapitals(row[field] ?? '', known[field] ?? ''))
  return { ...row, ...Object.fromEntries(same.map((field) => [field, known[field]])) }
}

/** A value as people read it: '16 Feb 1955', 'Yes', '943 476 5919'. */
export function say(field: CaseloadField, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (field === 'nhsNumber') return showNhsNumber(value)
  return isLocalDate(value) ? sayDate(value) : value
}

/**
 * What changes when this row updates what is known of the same person, in the order of the file's columns. An empty
 * cell says nothing, so it never takes away what is known. [choice] The reference is what makes them the same person.
 */
export function compareEpisode(existing: CaseloadFacts, read: CaseloadFacts): Difference[] {
  const row = withKnownCapitals(read, existing)
  return caseloadColumns.flatMap(({ field, heading }) => {
    const [was, now] = [existing[field], row[field]]
    // Once heard of, Perch says itself whether they are accepted.
    if (field === 'reference' || field === 'status' || now === null || now === was) return []
    return [{ field, heading, was: was === null ? null : say(field, was), now: say(field, now) }]
  })
}

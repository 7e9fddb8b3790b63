import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { columnsBy, matchMap } from '../../reablement/caseload-map.ts'
import type { ColumnMap, NearlyMatched } from '../../reablement/caseload-map.ts'
import { caseloadColumns, recogniseColumns } from '../../reablement/caseload-columns.ts'
import type { CaseloadField, Columns } from '../../reablement/caseload-columns.ts'
import { checkRepeats } from '../../reablement/caseload-checks.ts'
import { asPeopleWrite } from '../../reablement/caseload-names.ts'
import type { NameField } from '../../reablement/caseload-names.ts'
import { checkOrder } from '../../reablement/caseload-order.ts'
import { readCaseloadRow } from '../../reablement/caseload-row.ts'
import type { CaseloadRow, RowError } from '../../reablement/caseload-facts.ts'
import type { ReadingProgress } from '../../reablement/caseload-preview.ts'
import { tidyCell } from '../../reablement/caseload-words.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { normaliseNhsNumber } from '../../reablement/nhs-number.ts'
import { shownName } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import { readFile } from './read-file.ts'
import type { FileRow, FileRows } from './read-file.ts'

/** A file as it was uploaded or dropped. */
export interface CaseloadFile {
  name: string
  bytes: Uint8Array
}

/** What the file says, before anything is known of the people here. */
export interface CheckedFile {
  file: { name: string; sha256: string; rows: number }
  /** Each heading and what it was understood as. */
  columns: { heading: string; field: CaseloadField | null }[]
  good: CaseloadRow[]
  /** By line. */
  errors: RowError[]
  /** Good rows but for sharing a reference or a number with another line, and those of the errors that say so. */
  repeated: CaseloadRow[]
  repeats: RowError[]
  /** The source whose saved map it was read by. */
  source: string | null
  /** Everybody the file speaks of, its bad lines included: they are not "missing". Upper case. */
  mentioned: { references: ReadonlySet<string>; nhsNumbers: ReadonlySet<string> }
}

/** How many rows are read before others get their turn. */
const rowsAtOnce = 100

/**
 * Reads and checks a file by itself. `today` is the day of the import; `saved` are the maps of known sources: a file of
 * one of them is read by it without a question, any other by the headings Perch knows.
 * @throws Problem 'unusable-file' when nothing of it can be used.
 */
export function checkFile(
  file: CaseloadFile,
  today: LocalDate,
  saved: readonly ColumnMap[] = [],
): CheckedFile {
  const steps = checking(file, today, saved)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same a few rows at a time: meanwhile everybody else is served. `told` hears how far it is. */
export async function checkInTurns(
  file: CaseloadFile,
  today: LocalDate,
  saved: readonly ColumnMap[],
  told: (progress: ReadingProgress) => void = () => undefined,
): Promise<CheckedFile> {
  const steps = checking(file, today, saved)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    told(step.value)
    await nextTurn()
  }
}

function* checking(
  { name, bytes }: CaseloadFile,
  today: LocalDate,
  saved: readonly ColumnMap[],
): Generator<ReadingProgress, CheckedFile> {
  const file = readFile(bytes)
  yield { phase: 'rows', done: 0, of: file.rows.length }
  const matched = matchMap(saved, file.headings)
  if (matched.how === 'nearly')
    throw new Problem('unusable-file', { field: 'file', detail: changedSince(matched) })
  const columns =
    matched.how === 'same' ? columnsBy(matched.map, file.headings) : recogniseColumns(file.headings)
  refuseMissing(columns)
  const read: ReturnType<typeof readCaseloadRow>[] = []
  for (const { line, cells } of file.rows) {
    read.push(readCaseloadRow(cells, columns, line, today))
    if (read.length % rowsAtOnce === 0) yield { phase: 'rows', done: read.length, of: file.rows.length }
  }
  yield { phase: 'checks', done: 0, of: 1 }
  return {
    file: { name, sha256: createHash('sha256').update(bytes).digest('hex'), rows: file.rows.length },
    columns: columnsOf(file.headings, columns),
    ...sorted(read, file, columns),
    source: matched.how === 'same' ? matched.map.source : null,
    mentioned: mentionedIn(file.rows, columns),
  }
}

/** Read by its headings alone, a column could be taken for another than somebody said. */
function changedSince({ map, came, went }: NearlyMatched): string {
  const parts = [
    came.length > 0 && `new: ${listed(came)}`,
    went.length > 0 && `no longer there: ${listed(went)}`,
  ].filter((part) => part !== false)
  return `Its columns are no longer those of “${map.source}” (${parts.join('; ')}). Open it once on the page “Caseload file”.`
}

function refuseMissing({ missing }: Columns): void {
  if (missing.length === 0) return
  const are = missing.length === 1 ? 'The column' : 'The columns'
  throw new Problem('unusable-file', {
    field: 'file',
    detail: `${are} ${listed(missing)} cannot be found in its first line.`,
  })
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names.map((name) => `“${name}”`))
}

function sorted(
  read: readonly ReturnType<typeof readCaseloadRow>[],
  { rows }: FileRows,
  columns: Columns,
): Pick<CheckedFile, 'good' | 'errors' | 'repeated' | 'repeats'> {
  const turned = checkOrder(rows, columns)
  const doubtful = new Set(turned.map(({ line }) => line))
  const right = read.flatMap((row) => ('ok' in row && !doubtful.has(row.ok.line) ? [row.ok] : []))
  const byLine = new Map(rows.map((row) => [row.line, row]))
  const named = (error: RowError) => {
    const row = byLine.get(error.line)
    return naming(error, row ? whoIn(row, columns) : undefined)
  }
  const repeats = checkRepeats(right).map(named)
  const bad = new Set(repeats.map(({ line }) => line))
  const errors = [...read.flatMap((row) => ('ok' in row ? [] : row.errors)), ...turned].map(named)
  return {
    good: right.filter(({ line }) => !bad.has(line)),
    repeated: right.filter(({ line }) => bad.has(line)),
    repeats,
    errors: [...errors, ...repeats].sort((a, b) => a.line - b.line),
  }
}

/** The longest reference or name an error repeats: a row whose cells have slipped may have anything there. [choice] */
const longestName = 80

/** Whom a line speaks of, as far as its cells say: "RB2, Bernard Ashe". */
function whoIn({ cells }: FileRow, { recognised }: Columns): string {
  const cell = (field: CaseloadField) => tidyCell(cells[recognised[field] ?? -1] ?? '')
  const called = (field: NameField) => asPeopleWrite(cell(field), field)
  const name = shownName(called('forename'), called('knownAs'), called('surname'))
  return [cell('reference'), name]
    .filter((part) => part !== '' && part.length <= longestName && !holdsKeySafeCode(part))
    .join(', ')
}

function naming(error: RowError, who: string | undefined): RowError {
  const line = `Line ${String(error.line)}`
  return who ? { ...error, words: error.words.replace(`${line}:`, () => `${line} (${who}):`) } : error
}

function columnsOf(headings: readonly string[], { recognised, width }: Columns): CheckedFile['columns'] {
  const at = (place: number) =>
    caseloadColumns.find(({ field }) => recognised[field] === place)?.field ?? null
  return headings.slice(0, width).map((heading, place) => ({ heading: heading.trim(), field: at(place) }))
}

/** In a row with too few or too many cells they may have slipped: any of them may be the reference or the number. */
function mentionedIn(rows: readonly FileRow[], { recognised, width }: Columns): CheckedFile['mentioned'] {
  const cells = (field: 'reference' | 'nhsNumber') =>
    rows
      .flatMap((row) => (row.cells.length === width ? [row.cells[recognised[field] ?? -1] ?? ''] : row.cells))
      .map(tidyCell)
      .filter((cell) => cell !== '')
  const numbers = cells('nhsNumber')
    .map(normaliseNhsNumber)
    .filter((number) => number !== null)
  return {
    references: new Set(cells('reference').map((reference) => reference.toUpperCase())),
    nhsNumbers: new Set(numbers),
  }
}

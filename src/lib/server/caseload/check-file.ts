import { createHash } from 'node:crypto'
import { caseloadColumns, recogniseColumns } from '../../reablement/caseload-columns.ts'
import type { CaseloadField, Columns } from '../../reablement/caseload-columns.ts'
import { checkRepeats } from '../../reablement/caseload-checks.ts'
import { readCaseloadRow } from '../../reablement/caseload-row.ts'
import type { CaseloadRow, RowError } from '../../reablement/caseload-facts.ts'
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
  /** Everybody the file speaks of, its bad lines included: they are not "missing". Upper case. */
  mentioned: { references: ReadonlySet<string>; nhsNumbers: ReadonlySet<string> }
}

/**
 * Reads and checks a file by itself. `today` is the day of the import.
 * @throws Problem 'unusable-file' when nothing of it can be used.
 */
export function checkFile({ name, bytes }: CaseloadFile, today: LocalDate): CheckedFile {
  const file = readFile(bytes)
  const columns = recogniseColumns(file.headings)
  if (columns.missing.length > 0) {
    const are = columns.missing.length === 1 ? 'The column' : 'The columns'
    throw new Problem('unusable-file', {
      field: 'file',
      detail: `${are} ${listed(columns.missing)} cannot be found in its first line.`,
    })
  }
  const { good, errors } = checkRows(file, columns, today)
  return {
    file: { name, sha256: createHash('sha256').update(bytes).digest('hex'), rows: file.rows.length },
    columns: columnsOf(file.headings, columns),
    good,
    errors,
    mentioned: mentionedIn(file.rows, columns),
  }
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names.map((name) => `“${name}”`))
}

function checkRows(
  { rows }: FileRows,
  columns: Columns,
  today: LocalDate,
): Pick<CheckedFile, 'good' | 'errors'> {
  const read = rows.map(({ line, cells }) => readCaseloadRow(cells, columns, line, today))
  const right = read.flatMap((row) => ('ok' in row ? [row.ok] : []))
  const repeats = checkRepeats(right)
  const bad = new Set(repeats.map(({ line }) => line))
  const errors = [...read.flatMap((row) => ('ok' in row ? [] : row.errors)), ...repeats]
  const byLine = new Map(rows.map((row) => [row.line, whoIn(row, columns)]))
  return {
    good: right.filter(({ line }) => !bad.has(line)),
    errors: errors.map((error) => naming(error, byLine.get(error.line))).sort((a, b) => a.line - b.line),
  }
}

/** The longest reference or name an error repeats: a row whose cells have slipped may have anything there. [choice] */
const longestName = 80

/** Whom a line speaks of, as far as its cells say: "RB2, Bernard Ashe". */
function whoIn({ cells }: FileRow, { recognised }: Columns): string {
  const cell = (field: CaseloadField) => cells[recognised[field] ?? -1]?.replace(/\s+/g, ' ').trim() ?? ''
  const name = shownName(cell('forename'), cell('knownAs'), cell('surname'))
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
      .map((cell) => cell.replace(/\s+/g, ' ').trim())
      .filter((cell) => cell !== '')
  const numbers = cells('nhsNumber')
    .map(normaliseNhsNumber)
    .filter((number) => number !== null)
  return {
    references: new Set(cells('reference').map((reference) => reference.toUpperCase())),
    nhsNumbers: new Set(numbers),
  }
}

import { archiveTables } from './archive-tables.ts'
import type { ArchiveTable } from './archive-tables.ts'
import { csvPieces } from './csv.ts'
import { codeTakenOut, holdsKeySafeCode } from './key-safe.ts'

/** A row as the database has it: by column name. */
export type ArchiveRow = Readonly<Record<string, string | number | null>>

export { codeTakenOut } from './key-safe.ts'

/** The page that explains the archive. */
export const indexPath = 'index.html'

/** A photo of what a colleague raised, and whether it was still there when the archive was packed. */
export interface ArchivePhoto {
  /** The row of `raised` it belongs to. */
  raised: string
  /** When that was raised: instant, ISO UTC. */
  at: string
  there: boolean
}

/** Where the photo of a row of `raised` stands: 'photos/….jpg'. */
export function photoPath(raised: string): string {
  return `photos/${raised}.jpg`
}

/** The columns of a table that go out, in the order of its files. */
export function columnsOf({ columns }: ArchiveTable): string[] {
  return Object.keys(columns)
}

/** A table as CSV, to be opened in any spreadsheet, a row at a time. */
export function csvOf(table: ArchiveTable, rows: Iterable<ArchiveRow>): Generator<string> {
  return csvPieces(columnsOf(table), going(table, rows))
}

/** The same table as JSON, for a program: a list of objects, one on a line. It says what the CSV says. */
export function* jsonOf(table: ArchiveTable, rows: Iterable<ArchiveRow>): Generator<string> {
  const columns = columnsOf(table)
  let before = '[\n'
  for (const cells of going(table, rows)) {
    yield `${before}${JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? null])))}`
    before = ',\n'
  }
  yield before === ',\n' ? '\n]\n' : '[]\n'
}

function* going(table: ArchiveTable, rows: Iterable<ArchiveRow>): Generator<ArchiveRow[string][]> {
  const columns = columnsOf(table)
  for (const row of rows) yield columns.map((column) => valueOf(table, column, row[column] ?? null))
}

/** [law: a key safe’s code never enters Perch, and is in no export] Own words are looked through once more. */
function valueOf({ free = [] }: ArchiveTable, column: string, value: ArchiveRow[string]): ArchiveRow[string] {
  const isFree = typeof value === 'string' && free.includes(column)
  return isFree && holdsKeySafeCode(value) ? codeTakenOut : value
}

/** Where a table's two files stand. */
export function pathsOf({ file }: ArchiveTable): { csv: string; json: string } {
  return { csv: `csv/${file}.csv`, json: `json/${file}.json` }
}

/** Every file of the archive in its order: the tables, the photos of these rows, the page that explains them. */
export function archivePaths(photosOf: readonly string[] = []): string[] {
  const tables = archiveTables.flatMap((table) => Object.values(pathsOf(table)))
  return [...tables, ...photosOf.map(photoPath), indexPath]
}

/** 'perch-archive-2026-11-23.zip' */
export function archiveName(day: string): string {
  return `perch-archive-${day}.zip`
}

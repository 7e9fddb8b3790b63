import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { findColumns, readCatalogueRows } from '../../reablement/catalogue-file.ts'
import type { CatalogueRead, LineFault } from '../../reablement/catalogue-file.ts'
import { changesOf } from '../../reablement/catalogue-item.ts'
import type { FieldChange } from '../../reablement/catalogue-item.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { putItem } from './save-item.ts'
import { teamCodes, wholeItems } from './whole-items.ts'

/** A file as it was uploaded. */
export interface CatalogueFile {
  name: string
  bytes: Uint8Array
}

/** Bytes as rows with their line numbers; the caseload's part reads CSV, and parts do not know each other. @throws Problem 'unusable-file'. */
export type ReadRows = (bytes: Uint8Array) => {
  headings: string[]
  rows: { line: number; cells: string[] }[]
}

interface Line {
  line: number
  code: string
  name: string
}

/** What a file would do, or did. Nothing is ever deleted by a file. */
export interface CatalogueFileSummary {
  file: { name: string; rows: number }
  columns: CatalogueRead['columns']
  faults: LineFault[]
  added: Line[]
  changed: (Line & { changes: FieldChange[] })[]
  same: number
  /** How many items here the file does not speak of: they stay. */
  absent: number
}

interface Importing {
  file: CatalogueFile
  /** True: only says what it would do. */
  preview: boolean
  readRows: ReadRows
}

/**
 * Says what a catalogue file would do, or does it: all of its good rows in one transaction, the bad ones left out.
 * @throws Problem 'unusable-file' (no good row is one too when it is applied), or perform's.
 */
export async function importCatalogue(
  desk: Desk,
  who: Colleague | null,
  { file, preview, readRows }: Importing,
): Promise<CatalogueFileSummary> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  return perform(desk, who, {
    act: 'import catalogue',
    thing: () => ({ kind: 'catalogue' }),
    work: (tx, at) => {
      const { headings, rows } = readRows(file.bytes)
      if (!findColumns(headings).has('code')) throw unusable('Its first line has no column “code”.')
      const items = wholeItems(tx)
      const read = readCatalogueRows(headings, rows, { items, teams: teamCodes(tx) })
      if (!preview && read.good.length === 0) throw unusable('Not one of its rows can be used.')
      const absent = items.filter(({ code }) => !read.mentioned.has(code)).length
      const summary = summaryOf({ name: file.name, rows: rows.length }, absent, read)
      if (!preview) apply(tx, read, summary, { at, by: signedIn(who).id })
      return summary
    },
    detail: { preview, sha256 },
  })
}

function unusable(detail: string): Problem {
  return new Problem('unusable-file', { field: 'file', detail })
}

function summaryOf(
  file: CatalogueFileSummary['file'],
  absent: number,
  read: CatalogueRead,
): CatalogueFileSummary {
  const lines = read.good.map(({ line, item, known }) => ({
    ...{ line, code: item.code, name: item.name, isNew: known === null },
    changes: changesOf(known, item),
  }))
  const known = lines.filter(({ isNew }) => !isNew)
  return {
    file,
    ...{ columns: read.columns, faults: read.faults },
    added: lines.filter(({ isNew }) => isNew).map(({ line, code, name }) => ({ line, code, name })),
    changed: known
      .filter(({ changes }) => changes.length > 0)
      .map(({ line, code, name, changes }) => ({ line, code, name, changes })),
    same: known.filter(({ changes }) => changes.length === 0).length,
    absent,
  }
}

function apply(
  tx: Transaction,
  { good }: CatalogueRead,
  { changed }: CatalogueFileSummary,
  by: { at: string; by: string },
): void {
  // What comes first may stand further down: asked when everything is in.
  tx.run(sql`PRAGMA defer_foreign_keys = ON`)
  const differ = new Set(changed.map(({ code }) => code))
  for (const { item, known } of good)
    if (known === null || differ.has(item.code)) putItem(tx, known, item, by)
}

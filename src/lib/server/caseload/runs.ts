import { desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { RowError } from '../../reablement/caseload-facts.ts'
import type { CaseloadRun } from '../../reablement/caseload-runs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { importChange } from '../storage/file-schema.ts'
import { importRun } from '../storage/ledger-schema.ts'
import type { Storage } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'

/** How many runs the list shows. [choice] */
const shown = 40

type Reader = Pick<Storage, 'select'>

/** The newest runs, with who, when and what came of each. */
export function listRuns(reader: Reader): CaseloadRun[] {
  const undoer = alias(colleague, 'undoer')
  const undo = undoableRun(reader)
  return reader
    .select({ run: importRun, by: colleague.name, undoneBy: undoer.name })
    .from(importRun)
    .leftJoin(colleague, eq(colleague.id, importRun.colleague))
    .leftJoin(undoer, eq(undoer.id, importRun.undoneBy))
    .orderBy(desc(sql`${importRun}.rowid`))
    .limit(shown)
    .all()
    .map(({ run: { id, at, fileName, how, source, counts, undoneAt, errors }, by, undoneBy }) => ({
      ...{ id, at, fileName, how, source, by, undoneAt, undoneBy },
      counts: JSON.parse(counts) as CaseloadRun['counts'],
      errorsKept: errors !== null && errors !== '[]',
      mayUndo: undo === id,
    }))
}

/** The newest run that changed something and was not undone, if its values before are still kept. */
export function undoableRun(reader: Reader): string | null {
  const row = reader
    .select({ id: importRun.id })
    .from(importRun)
    .where(
      sql`${importRun.undoneAt} IS NULL AND EXISTS (SELECT 1 FROM ${importChange} WHERE ${importChange.run} = ${importRun.id})`,
    )
    .orderBy(desc(sql`${importRun}.rowid`))
    .limit(1)
    .get()
  return row?.id ?? null
}

/**
 * A run's errors as a file for whoever makes the export. `csv`: how a file is written, safe against formulas.
 * @throws Problem 'not-found', perform's.
 */
export async function runErrors(
  desk: Desk,
  who: Colleague | null,
  id: string,
  csv: (headings: readonly string[], rows: (string | number)[][]) => string,
): Promise<{ name: string; text: string }> {
  return perform(desk, who, {
    act: 'view caseload files',
    thing: () => ({ kind: 'caseload' }),
    work: (tx) => {
      const run = tx.select().from(importRun).where(eq(importRun.id, id)).get()
      if (!run?.errors) throw new Problem('not-found')
      const errors = JSON.parse(run.errors) as RowError[]
      const rows = errors.map(({ line, column, words }) => [line, column || 'the whole line', words])
      return { name: run.at.slice(0, 10), text: csv(['Line', 'Column', 'What is wrong'], rows) }
    },
    detail: { errors: id },
  })
}

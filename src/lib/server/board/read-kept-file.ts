import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { saidByFile, sayChange, sayTwin } from '../../reablement/kept-file.ts'
import type { KeptField } from '../../reablement/kept.ts'
import type { KeptRows } from '../../reablement/story-paper.ts'
import { fileSaid, importChange, twinDecision } from '../storage/file-schema.ts'
import { importRun } from '../storage/ledger-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern, colleague } from '../storage/schema.ts'

/** Whose copy it is, and by what a file names them. */
export interface Whose {
  episode: string
  person: string
  reference: string
  nhsNumber: string | null
}

/** Their lines of the files that wait, in words, and how many of these files could not be read line by line. */
export type HeldLines = (
  tx: Transaction,
  whose: Pick<Whose, 'reference' | 'nhsNumber'>,
) => { lines: KeptField[][]; unread: number }

/** What caseload files left behind about them, the newest last: four queries, and the files that wait. */
export function fileRows(
  tx: Transaction,
  whose: Whose,
  heldLines: HeldLines,
): { kept: KeptRows[]; unread: number } {
  const { lines, unread } = heldLines(tx, whose)
  const kept = [
    { words: 'What the last caseload file said of them.', rows: saidRows(tx, whose) },
    { words: 'What the last caseload files changed, while it can be undone.', rows: changeRows(tx, whose) },
    { words: 'What was decided about entries like theirs in caseload files.', rows: twinRows(tx, whose) },
    { words: 'Their lines in caseload files that wait for somebody.', rows: lines },
  ]
  return { kept: kept.filter(({ rows }) => rows.length > 0), unread }
}

function saidRows(tx: Transaction, { person }: Whose): KeptField[][] {
  const said = tx.select().from(fileSaid).where(eq(fileSaid.person, person)).all()
  return said.map(({ facts }) => saidByFile(facts))
}

function changeRows(tx: Transaction, { episode, person }: Whose): KeptField[][] {
  const { table, row, before, after } = importChange
  const calls = tx.select({ id: callPattern.id }).from(callPattern).where(eq(callPattern.episode, episode))
  return tx
    .select({ at: importRun.at, table, before, after })
    .from(importChange)
    .innerJoin(importRun, eq(importRun.id, importChange.run))
    .where(
      or(
        and(inArray(table, ['person', 'file_said']), eq(row, person)),
        and(eq(table, 'episode'), eq(row, episode)),
        and(eq(table, 'call_pattern'), inArray(row, calls)),
      ),
    )
    .orderBy(asc(importChange.id))
    .all()
    .map(sayChange)
}

/** They are kept by two references, in capitals. */
function twinRows(tx: Transaction, { reference }: Whose): KeptField[][] {
  const { key, decision, keep, at } = twinDecision
  return tx
    .select({ key, decision, keep, at, by: colleague.name })
    .from(twinDecision)
    .innerJoin(colleague, eq(colleague.id, twinDecision.decidedBy))
    .where(sql`instr('|' || ${key} || '|', ${`|${reference.toUpperCase()}|`}) > 0`)
    .orderBy(asc(at))
    .all()
    .map(sayTwin)
}

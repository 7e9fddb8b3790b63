import { desc, eq, notInArray, sql } from 'drizzle-orm'
import type { CaseloadRow } from '../../reablement/caseload-facts.ts'
import type { CaseloadSummary, ReadingProgress } from '../../reablement/caseload-preview.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Desk } from '../storage/desk.ts'
import { heldFile, importChange } from '../storage/file-schema.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { importRun } from '../storage/ledger-schema.ts'
import { Changes } from './changes.ts'
import type { CaseloadFile, CheckedFile } from './check-file.ts'
import type { Comparison, Update } from './compare.ts'
import { importCaseload, theService } from './import-caseload.ts'
import type { TheService } from './import-caseload.ts'
import { isSame } from './preview.ts'
import { changedPerson, changedStay, newPerson, newStay } from './rows.ts'

/** A call that the file does not time. [choice] */
const usualCall = { minutes: 30, carers: 1 }

/** Of how many of the newest runs the values before are kept. [choice] */
const undoable = 10

/** How a file came: `held` is done with once it is used. */
export interface Came {
  how?: 'page' | 'command' | 'folder'
  held?: string
  told?: (progress: ReadingProgress) => void
}

/** Writes what was left over of the folder's file, in the same transaction. */
export type Left = (tx: Transaction, at: string, summary: CaseloadSummary) => void

/**
 * Brings the caseload up to a file, all or nothing. Good rows are used and bad ones left out; people who are no longer
 * in it are marked, never removed; a start date that stands here is kept; so is what was changed here, until somebody
 * chooses otherwise. `left` is told in the same transaction.
 * @throws Problem 'unusable-file' (no good row is one too), 'not-signed-in', 'not-allowed'.
 */
export async function applyCaseload(
  desk: Desk,
  who: Colleague | TheService | null,
  file: CaseloadFile,
  { how = who === theService ? 'command' : 'page', held, told }: Came = {},
  left?: Left,
): Promise<CaseloadSummary> {
  const way = { preview: false, ...(told ? { told } : {}) }
  return importCaseload(desk, who, file, way, (tx, at, checked, comparison) => {
    if (comparison.used === 0)
      throw new Problem('unusable-file', { field: 'file', detail: 'Not one of its rows can be used.' })
    const summary = summaryOf(checked, comparison)
    const run = newId()
    const { errors, ...counts } = summary
    const { name, sha256 } = checked.file
    tx.insert(importRun)
      .values({
        ...{ id: run, at, colleague: who === null || who === theService ? null : who.id },
        ...{ fileName: name, sha256, how, source: checked.source, errors: JSON.stringify(errors) },
        counts: JSON.stringify({ ...counts, errors: errors.length }),
      })
      .run()
    write(tx, { at, run }, comparison)
    if (held !== undefined) tx.delete(heldFile).where(eq(heldFile.id, held)).run()
    left?.(tx, at, summary)
    return summary
  })
}

function write(tx: Transaction, { at, run }: { at: string; run: string }, comparison: Comparison): void {
  const changes = new Changes()
  const today = londonDate(new Date(at))
  for (const arrival of comparison.arrivals) arrive(tx, changes, at, arrival)
  for (const update of comparison.updates) bringUpToDate(tx, changes, { at, today }, update)
  for (const { stay } of comparison.missing)
    if (stay.missingSince === null) changes.changeStay(tx, stay, { missingSince: today })
  changes.write(tx, run)
  const newest = tx
    .select({ id: importRun.id })
    .from(importRun)
    .orderBy(desc(sql`rowid`))
    .limit(undoable)
  tx.delete(importChange).where(notInArray(importChange.run, newest)).run()
}

function summaryOf(
  checked: CheckedFile,
  { arrivals, updates, missing, errors, twins }: Comparison,
): CaseloadSummary {
  const changed = (which: (update: Update) => boolean) => updates.filter(which).length
  const counts = {
    new: arrivals.length,
    callsChanged: changed(({ calls }) => calls),
    detailsChanged: changed(({ details }) => details.length > 0),
    back: changed(({ back }) => back),
    missing: missing.filter(({ stay }) => stay.missingSince === null).length,
  }
  const asked = updates.flatMap(({ kept }) =>
    kept.filter(({ standing, choice }) => standing === 'both' && choice === null),
  )
  return {
    rows: checked.file.rows,
    errors,
    ...counts,
    same: changed(isSame),
    questions: twins.length + asked.length,
    nothingChanged: Object.values(counts).every((count) => count === 0),
  }
}

function arrive(
  tx: Transaction,
  changes: Changes,
  at: string,
  { row, known, said }: Comparison['arrivals'][number],
): void {
  const id = known?.person.id ?? newId()
  if (known) changes.changePerson(tx, known.person, changedPerson(row))
  else changes.makePerson({ id, ...newPerson(row) })
  const stay = { id: newId(), person: id, ...newStay(row), arrivedAt: at }
  changes.makeStay(stay)
  changes.remember(id, said, known?.said ?? null)
  putCalls(changes, at, { stay: stay.id, from: row.start }, callsOf(row, null))
}

function bringUpToDate(
  tx: Transaction,
  changes: Changes,
  { at, today }: { at: string; today: LocalDate },
  { row, known, details, calls, back, said }: Update,
): void {
  if (details.length > 0) {
    changes.changePerson(tx, known.person, changedPerson(row))
    changes.changeStay(tx, known.stay, changedStay(row))
  }
  if (back) changes.changeStay(tx, known.stay, { missingSince: null })
  changes.remember(known.person.id, said, known.said)
  if (!calls) return
  // Never before the row it replaces, or that one would come into force again on its own day.
  const from = known.calls && known.calls.from > today ? known.calls.from : today
  putCalls(changes, at, { stay: known.stay.id, from }, callsOf(row, known.calls))
}

type Calls = Record<'perDay' | 'minutes' | 'carers', number>

function callsOf(row: CaseloadRow, before: Calls | null): Calls {
  return {
    perDay: row.callsPerDay,
    minutes: row.minutes ?? before?.minutes ?? usualCall.minutes,
    carers: row.carers ?? before?.carers ?? usualCall.carers,
  }
}

function putCalls(
  changes: Changes,
  at: string,
  { stay, from }: { stay: string; from: LocalDate },
  calls: Calls,
): void {
  const why = 'from the caseload file'
  changes.makeCalls({ id: newId(), episode: stay, from, ...calls, why, changedBy: null, at })
}

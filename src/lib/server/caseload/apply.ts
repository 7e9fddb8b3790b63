import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { CaseloadRow } from '../../reablement/caseload-facts.ts'
import type { CaseloadSummary } from '../../reablement/caseload-preview.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { importRun } from '../storage/ledger-schema.ts'
import { callPattern, episode, person } from '../storage/schema.ts'
import type { CaseloadFile, CheckedFile } from './check-file.ts'
import type { Comparison, Update } from './compare.ts'
import { importCaseload, theService } from './import-caseload.ts'
import type { TheService } from './import-caseload.ts'
import type { KnownPerson } from './known-people.ts'
import { isSame } from './preview.ts'
import { changedPerson, changedStay, newPerson, newStay } from './rows.ts'

/** A call that the file does not time. [choice] */
const usualCall = { minutes: 30, carers: 1 }

/**
 * Brings the caseload up to a file, all or nothing. Good rows are used and bad ones left out; people who are no longer
 * in it are marked, never removed; a start date that stands here is kept.
 * @throws Problem 'unusable-file' (no good row is one too), 'not-signed-in', 'not-allowed'.
 */
export async function applyCaseload(
  desk: Desk,
  who: Colleague | TheService | null,
  file: CaseloadFile,
): Promise<CaseloadSummary> {
  return importCaseload(desk, who, file, { preview: false }, (tx, at, checked, comparison) => {
    const usable = checked.good.length - comparison.errors.length
    if (usable === 0)
      throw new Problem('unusable-file', { field: 'file', detail: 'Not one of its rows can be used.' })
    const today = londonDate(new Date(at))
    for (const { row, known } of comparison.arrivals) arrive(tx, at, row, known)
    for (const update of comparison.updates) bringUpToDate(tx, at, today, update)
    markMissing(tx, comparison.missing, today)
    const summary = summaryOf(checked, comparison)
    const { errors, ...counts } = summary
    const run = { id: newId(), at, colleague: who === null || who === theService ? null : who.id }
    const { name, sha256 } = checked.file
    tx.insert(importRun)
      .values({
        ...run,
        fileName: name,
        sha256,
        counts: JSON.stringify({ ...counts, errors: errors.length }),
      })
      .run()
    return summary
  })
}

function summaryOf(
  checked: CheckedFile,
  { arrivals, updates, missing, errors }: Comparison,
): CaseloadSummary {
  const changed = (which: (update: Update) => boolean) => updates.filter(which).length
  const counts = {
    new: arrivals.length,
    callsChanged: changed(({ calls }) => calls),
    detailsChanged: changed(({ details }) => details.length > 0),
    back: changed(({ back }) => back),
    missing: missing.filter(({ stay }) => stay.missingSince === null).length,
  }
  return {
    rows: checked.file.rows,
    errors: [...checked.errors, ...errors].sort((a, b) => a.line - b.line),
    ...counts,
    same: changed(isSame),
    nothingChanged: Object.values(counts).every((count) => count === 0),
  }
}

function arrive(tx: Transaction, at: string, row: CaseloadRow, known: KnownPerson | null): void {
  const id = known?.person.id ?? newId()
  if (known) tx.update(person).set(changedPerson(row)).where(eq(person.id, id)).run()
  else
    tx.insert(person)
      .values({ id, ...newPerson(row) })
      .run()
  const stay = { id: newId(), person: id, ...newStay(row), arrivedAt: at }
  tx.insert(episode).values(stay).run()
  putCalls(tx, at, stay.id, row.start, {
    perDay: row.callsPerDay,
    minutes: row.minutes ?? usualCall.minutes,
    carers: row.carers ?? usualCall.carers,
  })
}

function bringUpToDate(tx: Transaction, at: string, today: LocalDate, update: Update): void {
  const { row, known, details, calls, back } = update
  if (details.length > 0) {
    tx.update(person).set(changedPerson(row)).where(eq(person.id, known.person.id)).run()
    tx.update(episode).set(changedStay(row)).where(eq(episode.id, known.stay.id)).run()
  }
  if (back) tx.update(episode).set({ missingSince: null }).where(eq(episode.id, known.stay.id)).run()
  if (!calls) return
  // Never before the row it replaces, or that one would come into force again on its own day.
  const from = known.calls && known.calls.from > today ? known.calls.from : today
  putCalls(tx, at, known.stay.id, from, {
    perDay: row.callsPerDay,
    minutes: row.minutes ?? known.calls?.minutes ?? usualCall.minutes,
    carers: row.carers ?? known.calls?.carers ?? usualCall.carers,
  })
}

function putCalls(
  tx: Transaction,
  at: string,
  stay: string,
  from: LocalDate,
  calls: { perDay: number; minutes: number; carers: number },
): void {
  const why = 'from the caseload file'
  tx.insert(callPattern)
    .values({ id: newId(), episode: stay, from, ...calls, why, changedBy: null, at })
    .run()
}

function markMissing(tx: Transaction, missing: readonly KnownPerson[], today: LocalDate): void {
  const ids = missing.map(({ stay }) => stay.id)
  tx.update(episode)
    .set({ missingSince: today })
    .where(and(inArray(episode.id, ids), isNull(episode.missingSince)))
    .run()
}

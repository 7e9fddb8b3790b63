import { asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { builtInWords, undoInWords } from '../../reablement/caseload-runs.ts'
import type { UndoPlan } from '../../reablement/caseload-runs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { shownName } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { fileSaid, importChange, lineChoice } from '../storage/file-schema.ts'
import { importRun } from '../storage/ledger-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern, episode, person } from '../storage/schema.ts'
import { among, builtOn, madeBy, onlyMissing, ownKey, tables } from './built-on.ts'
import type { Change } from './built-on.ts'
import { undoableRun } from './runs.ts'

/** The most reasons a refusal lists. */
const listed = 8

/**
 * What undoing a run would do, and why it cannot be done. `written`: episodes somebody has written about on the open
 * page. @throws Problem 'wrong-state' when it is not the newest run that changed something, 'not-found', perform's.
 */
export async function planUndo(
  desk: Desk,
  who: Colleague | null,
  run: string,
  written: ReadonlySet<string>,
): Promise<UndoPlan> {
  return perform(desk, who, {
    act: 'undo import',
    thing: () => ({ kind: 'caseload', id: run }),
    work: (tx) => planOf(tx, run, written).plan,
    detail: { preview: true },
  })
}

/**
 * Takes back what the newest run changed, all or nothing: who came by it leaves, what it changed is as it was before.
 * @throws Problem 'wrong-state' naming what was built on it since, 'not-found', perform's.
 */
export async function undoRun(
  desk: Desk,
  who: Colleague | null,
  run: string,
  written: ReadonlySet<string>,
): Promise<UndoPlan> {
  return perform(desk, who, {
    act: 'undo import',
    thing: () => ({ kind: 'caseload', id: run }),
    work: (tx, at) => {
      const { plan, changes } = planOf(tx, run, written)
      if (plan.blocked.length > 0)
        throw new Problem('wrong-state', { detail: `It cannot be undone. ${plan.blocked.join(' ')}` })
      takeBack(tx, changes)
      tx.update(importRun)
        .set({ undoneAt: at, undoneBy: signedIn(who).id })
        .where(eq(importRun.id, run))
        .run()
      tx.delete(importChange).where(eq(importChange.run, run)).run()
      return plan
    },
    detail: { preview: false },
  })
}

function planOf(
  tx: Transaction,
  id: string,
  written: ReadonlySet<string>,
): { plan: UndoPlan; changes: Change[] } {
  const run = tx.select().from(importRun).where(eq(importRun.id, id)).get()
  if (!run) throw new Problem('not-found')
  if (undoableRun(tx) !== id) {
    const detail = 'Only the last file that changed something can be undone, and only once.'
    throw new Problem('wrong-state', { detail })
  }
  const changes = tx
    .select()
    .from(importChange)
    .where(eq(importChange.run, id))
    .orderBy(asc(importChange.id))
    .all()
  const blocks = builtOn(tx, changes, written)
  const said = namesOf(tx, blocks)
  const more = said.length > listed ? [`And ${String(said.length - listed)} more.`] : []
  return {
    changes,
    plan: {
      ...{ run: id, fileName: run.fileName, at: run.at },
      does: undoInWords(countsOf(tx, changes)),
      blocked: [...said.slice(0, listed), ...more],
    },
  }
}

function countsOf(tx: Transaction, changes: readonly Change[]) {
  const were = changes.flatMap(({ table, row, before }) =>
    before === null ? [] : [{ table, row, before: JSON.parse(before) as { missingSince?: string | null } }],
  )
  /** Stays marked as missing from the file, or no longer so: what `missingSince` was before. */
  const missing = were.flatMap(({ table, before }) => (table === 'episode' ? [before.missingSince] : []))
  const detailed = were.flatMap(({ table, row, before }) => {
    if (table === 'person') return [row]
    return table === 'episode' && !onlyMissing(before) ? [personOfStay(tx, row)] : []
  })
  const stays = madeBy(changes, 'episode').length
  return {
    people: madeBy(changes, 'person').length,
    stays,
    calls: madeBy(changes, 'call_pattern').length - stays,
    details: new Set(detailed).size,
    marked: missing.filter((since) => since === null).length,
    unmarked: missing.filter((since) => typeof since === 'string').length,
  }
}

function personOfStay(tx: Transaction, stay: string): string {
  return tx.select({ person: episode.person }).from(episode).where(eq(episode.id, stay)).get()?.person ?? stay
}

/** Newest first, so that nothing is taken away before what stands on it. */
function takeBack(tx: Transaction, changes: readonly Change[]): void {
  const leave = (from: SQLiteTable, key: SQLiteColumn, name: Change['table']) =>
    tx
      .delete(from)
      .where(inArray(key, among(madeBy(changes, name))))
      .run()
  leave(lineChoice, lineChoice.person, 'person')
  leave(fileSaid, fileSaid.person, 'file_said')
  leave(callPattern, callPattern.id, 'call_pattern')
  leave(episode, episode.id, 'episode')
  leave(person, person.id, 'person')
  for (const { table, row, before } of changes.toReversed()) {
    if (before === null) continue
    const kept: SQLiteTable = tables[table]
    tx.update(kept)
      .set(JSON.parse(before) as object)
      .where(sql`${sql.identifier(ownKey[table])} = ${row}`)
      .run()
  }
}

/** Each reason with the name it is about, once. */
function namesOf(tx: Transaction, blocks: readonly { episode: string; why: string }[]): string[] {
  const rows = tx
    .select({ id: episode.id, person })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(inArray(episode.id, among(blocks.map((one) => one.episode))))
    .orderBy(desc(episode.arrivedAt))
    .all()
  const names = new Map(
    rows.map(({ id, person: { forename, knownAs, surname, reference } }) => [
      id,
      `${shownName(forename, knownAs, surname)} (${reference})`,
    ]),
  )
  return [...new Set(blocks.map(({ episode: id, why }) => builtInWords(names.get(id) ?? 'Somebody', why)))]
}

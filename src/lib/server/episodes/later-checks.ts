import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { LaterCheck } from '../../reablement/later-check.ts'
import { checkBy } from '../../reablement/later-check-said.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Thing } from '../access/may.ts'
import { laterCheck, laterCheckStep } from '../storage/ending-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { episode } from '../storage/schema.ts'

export type CheckRow = typeof laterCheck.$inferSelect
export type StepRow = typeof laterCheckStep.$inferSelect

/** A check that was not withdrawn. @throws Problem 'not-found'. */
export function checkRow(tx: Transaction, id: string): CheckRow {
  const one = and(eq(laterCheck.id, id), isNull(laterCheck.withdrawnAt))
  const row = tx.select().from(laterCheck).where(one).get()
  if (!row) throw new Problem('not-found', { field: 'check' })
  return row
}

/** Whose check it is. @throws Problem 'not-found'. */
export function personOfCheck(tx: Transaction, id: string): Thing {
  const { episode: about } = checkRow(tx, id)
  const row = tx.select({ person: episode.person }).from(episode).where(eq(episode.id, about)).get()
  return { kind: 'person', id: row?.person ?? '' }
}

/** What was said of these checks and not taken back, oldest first, by check; one query. */
export function stepsOf(tx: Transaction, checks: readonly string[]): Map<string, StepRow[]> {
  const rows = tx
    .select()
    .from(laterCheckStep)
    .where(and(inArray(laterCheckStep.laterCheck, [...checks]), isNull(laterCheckStep.undoneAt)))
    .orderBy(asc(laterCheckStep.at), sql`rowid`)
    .all()
  return Map.groupBy(rows, (row) => row.laterCheck)
}

/** Where a check stands by its steps. */
export function standOf(
  { name, due }: Pick<CheckRow, 'name' | 'due'>,
  steps: readonly StepRow[],
): LaterCheck {
  return checkBy(name, due, steps)
}

/** Writes down what a check’s steps come to. Returns it. */
export function writeStand(tx: Transaction, row: CheckRow): LaterCheck {
  const stand = standOf(row, stepsOf(tx, [row.id]).get(row.id) ?? [])
  const { result, foundOn } = stand
  tx.update(laterCheck).set({ result, foundOn }).where(eq(laterCheck.id, row.id)).run()
  return stand
}

import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import type { LocalDate } from '../../reablement/dates.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern } from '../storage/schema.ts'

/**
 * The first visit is on another day than was written: the calls a file planned from it on come with it. Where a colleague
 * has changed the calls by then, they stay: they would be taken for the newer ones.
 */
export function moveFirstCalls(tx: Transaction, episode: string, was: LocalDate, is: LocalDate): void {
  const theirs = eq(callPattern.episode, episode)
  const changed = and(theirs, isNotNull(callPattern.changedBy), lte(callPattern.from, is))
  if (is > was && tx.select({ id: callPattern.id }).from(callPattern).where(changed).get()) return
  tx.update(callPattern)
    .set({ from: is })
    .where(and(theirs, eq(callPattern.from, was), isNull(callPattern.changedBy)))
    .run()
}

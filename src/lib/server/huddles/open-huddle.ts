import { desc, eq, max, ne } from 'drizzle-orm'
import { londonDate } from '../../reablement/dates.ts'
import { isWorkingDay, nextHuddleDay, nextWorkingDay } from '../../reablement/working-days.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { newId } from '../storage/id.ts'
import { huddle } from '../storage/schema.ts'
import { closureDays, dayRules } from '../storage/service-settings.ts'

export type HuddleRow = typeof huddle.$inferSelect

/**
 * The one huddle that is not closed, made when there is none. A prepared huddle whose day went by unheld moves to
 * today (or the next working day): its page and what was prepared on it stay.
 */
export function openHuddle(storage: Storage, clock: () => Date): HuddleRow {
  const now = clock()
  const open = notClosed(storage)
  if (open && (open.state === 'live' || open.date >= londonDate(now))) return open
  return storage.transaction((tx) => makeOrMove(tx, now), { behavior: 'immediate' })
}

function notClosed(reader: Pick<Storage, 'select'>): HuddleRow | undefined {
  return reader.select().from(huddle).where(ne(huddle.state, 'closed')).orderBy(desc(huddle.date)).get()
}

function makeOrMove(tx: Transaction, now: Date): HuddleRow {
  const open = notClosed(tx)
  if (!open) return makeHuddle(tx, free(tx, preparedFor(tx, now)))
  const [today, closures] = [londonDate(now), closureDays(tx)]
  const date = free(tx, isWorkingDay(today, closures) ? today : nextWorkingDay(today, closures))
  return tx.update(huddle).set({ date }).where(eq(huddle.id, open.id)).returning().get()
}

/** The day of the huddle people now prepare, by this service’s own days. @throws Problem as isWorkingDay. */
export function preparedFor(tx: Transaction, now: Date): string {
  const { meetingTime, closures } = dayRules(tx)
  return nextHuddleDay(now, meetingTime, closures)
}

/** The day, or the first working day after every closed huddle when one was held that day or later. */
export function free(tx: Transaction, day: string): string {
  const last = tx
    .select({ date: max(huddle.date) })
    .from(huddle)
    .where(eq(huddle.state, 'closed'))
    .get()
  return last?.date && last.date >= day ? nextWorkingDay(last.date, closureDays(tx)) : day
}

/** A new huddle whose page is open for preparing. */
export function makeHuddle(tx: Transaction, date: string): HuddleRow {
  return tx.insert(huddle).values({ id: newId(), date, state: 'preparing' }).returning().get()
}

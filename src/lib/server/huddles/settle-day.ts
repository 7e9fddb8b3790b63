import { eq, ne } from 'drizzle-orm'
import { isWorkingDay } from '../../reablement/working-days.ts'
import type { Transaction } from '../storage/open.ts'
import { huddle } from '../storage/schema.ts'
import { closureDays } from '../storage/service-settings.ts'
import { free, preparedFor } from './open-huddle.ts'

/**
 * After a change of the working days or the meeting’s time, the huddle people prepare moves off a day nobody works, and
 * back to a nearer one that is worked after all. Its page and what was prepared on it stay; one that runs stays, too.
 * For the transaction of the change. @throws Problem outside the years of the holiday data.
 */
export function settleDay(tx: Transaction, at: string): void {
  const open = tx.select().from(huddle).where(ne(huddle.state, 'closed')).get()
  if (open?.state !== 'preparing') return
  const date = free(tx, preparedFor(tx, new Date(at)))
  if (isWorkingDay(open.date, closureDays(tx)) && open.date <= date) return
  tx.update(huddle).set({ date }).where(eq(huddle.id, open.id)).run()
}

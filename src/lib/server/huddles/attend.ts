import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { attendance, colleague, huddle } from '../storage/schema.ts'

/**
 * Notes that these colleagues are connected while a huddle runs; without one nothing happens. Shared screens are left
 * out. Returns whether anybody is new in the room, so that the steering is worth telling again.
 */
export function attend(desk: Desk, colleagues: readonly string[]): boolean {
  const live = desk.storage.select({ id: huddle.id }).from(huddle).where(eq(huddle.state, 'live')).get()
  if (!live || colleagues.length === 0) return false
  const at = desk.clock().toISOString()
  return desk.storage.transaction((tx) => putAttendance(tx, at, live.id, colleagues), {
    behavior: 'immediate',
  })
}

/**
 * Inside a transaction; who is down already stays as they are. Whoever was down by somebody’s word alone is connected by
 * now: taking the word back does not take them away.
 */
export function putAttendance(
  tx: Transaction,
  at: string,
  huddleId: string,
  ids: readonly string[],
): boolean {
  const people = tx
    .select({ id: colleague.id })
    .from(colleague)
    .where(and(inArray(colleague.id, [...ids]), ne(colleague.role, 'screen')))
    .all()
  if (people.length === 0) return false
  const rows = people.map(({ id }) => ({ huddle: huddleId, colleague: id, firstSeenAt: at }))
  return (
    tx
      .insert(attendance)
      .values(rows)
      .onConflictDoUpdate({
        target: [attendance.huddle, attendance.colleague],
        set: { saidAt: null },
        setWhere: sql`${attendance.saidAt} = ${attendance.firstSeenAt}`,
      })
      .run().changes > 0
  )
}

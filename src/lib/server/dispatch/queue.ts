import { and, asc, eq, inArray, lt, lte, ne, sql } from 'drizzle-orm'
import { channel, delivery } from '../storage/dispatch-schema.ts'
import { outbox } from '../storage/ledger-schema.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { nextAttempt } from './retry.ts'

export type DeliveryRow = typeof delivery.$inferSelect

/** One line in which a channel sends: its own order, and its tests beside it. */
export interface Line {
  channel: string
  tests: boolean
}

const inLine = ({ channel: of, tests }: Line) =>
  and(
    eq(delivery.state, 'waiting'),
    eq(delivery.channel, of),
    tests ? eq(delivery.topic, 'test') : ne(delivery.topic, 'test'),
  )

/** The lines whose turn it may be. */
export function linesDue(storage: Storage, now: Date): Line[] {
  const tests = sql<number>`${delivery.topic} = 'test'`
  return storage
    .selectDistinct({ channel: delivery.channel, tests })
    .from(delivery)
    .where(and(eq(delivery.state, 'waiting'), lte(delivery.nextAt, now.toISOString())))
    .all()
    .map((row) => ({ channel: row.channel, tests: row.tests === 1 }))
}

/** The first in line, when it is due: nothing passes it. */
export function firstDue(storage: Storage, line: Line, now: Date): DeliveryRow | null {
  const first = storage
    .select()
    .from(delivery)
    .where(inLine(line))
    .orderBy(asc(delivery.sequence))
    .limit(1)
    .get()
  return first && first.nextAt <= now.toISOString() ? first : null
}

/** What came of one attempt. `sent` false: why not, and whether another attempt makes sense. */
export type Outcome =
  | { sent: true; answer: string }
  | { sent: false; answer: string; final: boolean }
  /** There is nothing to send any more: the person is no longer kept. */
  | { sent: 'nothing'; answer: string }

/** Notes what came of an attempt; `chance` from 0 to 1 spreads the next one. Returns whether that was the last. */
export function keepOutcome(
  tx: Transaction,
  id: string,
  outcome: Outcome,
  { now, chance }: { now: Date; chance: number },
): boolean {
  const row = tx.select().from(delivery).where(eq(delivery.id, id)).get()
  // Let go of meanwhile, or sent again: what stands now counts, unless it has arrived.
  if (!row || (row.state !== 'waiting' && outcome.sent !== true)) return false
  const [attempts, at] = [row.attempts + 1, now.toISOString()]
  const next = nextOf(outcome, { attempts, since: row.since, now }, chance)
  tx.update(delivery)
    .set({ attempts, answer: outcome.answer, ...next, ...(next.state === 'waiting' ? {} : { endedAt: at }) })
    .where(eq(delivery.id, id))
    .run()
  return next.state === 'dead'
}

function nextOf(
  outcome: Outcome,
  tried: Parameters<typeof nextAttempt>[0],
  chance: number,
): Pick<DeliveryRow, 'state'> & { nextAt?: string } {
  if (outcome.sent === true) return { state: 'sent' }
  if (outcome.sent === 'nothing') return { state: 'let go' }
  const next = outcome.final ? null : nextAttempt(tried, chance)
  return next ? { state: 'waiting', nextAt: next.toISOString() } : { state: 'dead' }
}

/** What a channel that is turned off held back is not sent when it is turned on again. */
export function letGo(tx: Transaction, at: string, of: string): void {
  tx.update(delivery)
    .set({ state: 'let go', endedAt: at, answer: 'the channel was turned off' })
    .where(and(eq(delivery.channel, of), inArray(delivery.state, ['waiting', 'gathered'])))
    .run()
}

/**
 * Sends again what died, and at once what waits: one, or all of a team. It keeps its id, so that a receiver that had it
 * after all knows it. Returns how many.
 */
export function makeDue(tx: Transaction, at: string, of: { id: string } | { team: string }): number {
  const on = tx.select({ id: channel.id }).from(channel).where(eq(channel.on, true)).all()
  const teams =
    'team' in of ? tx.select({ id: channel.id }).from(channel).where(eq(channel.team, of.team)) : null
  const picked = 'id' in of ? eq(delivery.id, of.id) : teams && inArray(delivery.channel, teams)
  const open = on.map(({ id }) => id)
  return tx
    .update(delivery)
    .set({ state: 'waiting', attempts: 0, since: at, nextAt: at, endedAt: null })
    .where(
      and(picked ?? sql`0`, inArray(delivery.state, ['dead', 'waiting']), inArray(delivery.channel, open)),
    )
    .run().changes
}

/** Removes what has ended before this instant, and the outbox rows nothing refers to any more. */
export function purge(tx: Transaction, before: string): void {
  const old = and(
    inArray(delivery.state, ['sent', 'let go', 'dead', 'in digest']),
    lt(delivery.endedAt, before),
  )
  // Parts go before their digest; one whose digest still waits stays with it.
  const digests = tx
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(old, ne(delivery.state, 'in digest')))
  tx.delete(delivery)
    .where(and(eq(delivery.state, 'in digest'), inArray(delivery.digest, digests)))
    .run()
  tx.delete(delivery)
    .where(and(old, ne(delivery.state, 'in digest')))
    .run()
  const kept = sql`EXISTS (SELECT 1 FROM ${delivery} WHERE ${delivery.outbox} = ${outbox.id})`
  tx.delete(outbox)
    .where(and(lt(outbox.sentAt, before), sql`NOT ${kept}`))
    .run()
}

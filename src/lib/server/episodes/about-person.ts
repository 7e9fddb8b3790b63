import { and, eq, inArray } from 'drizzle-orm'
import { Problem } from '../../reablement/problem.ts'
import type { Thing } from '../access/may.ts'
import type { Transaction } from '../storage/open.ts'
import { episode, huddle } from '../storage/schema.ts'

/** Whom anything can be planned for: accepted and not ended. Somebody in hospital too. */
const onBoard = ['accepted', 'active', 'paused'] as const

export type Stay = typeof episode.$inferSelect

/** @throws Problem 'not-found' when nobody on the board has this episode. */
export function stayOf(tx: Transaction, id: string): Stay {
  const one = and(eq(episode.id, id), inArray(episode.state, [...onBoard]))
  const row = tx.select().from(episode).where(one).get()
  if (!row) throw new Problem('not-found', { field: 'episode' })
  return row
}

/** What an act on this episode is done to. @throws Problem 'not-found'. */
export function personOf(tx: Transaction, id: string): Thing {
  return { kind: 'person', id: stayOf(tx, id).person }
}

/** An episode in any state. @throws Problem 'not-found'. */
export function anyStay(tx: Transaction, id: string): Stay {
  const row = tx.select().from(episode).where(eq(episode.id, id)).get()
  if (!row) throw new Problem('not-found', { field: 'episode' })
  return row
}

/** What an act on this episode is done to, in whatever state it is. @throws Problem 'not-found'. */
export function personOfAny(tx: Transaction, id: string): Thing {
  return { kind: 'person', id: anyStay(tx, id).person }
}

/** What is committed to in a huddle is committed to while it runs. @throws Problem 'huddle-not-live'. */
export function refuseUnlessLive(tx: Transaction, id: string): void {
  const row = tx.select({ state: huddle.state }).from(huddle).where(eq(huddle.id, id)).get()
  if (row?.state !== 'live') throw new Problem('huddle-not-live')
}

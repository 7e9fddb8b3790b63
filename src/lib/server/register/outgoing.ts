import { eq } from 'drizzle-orm'
import type { ActionView } from '../../reablement/action.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { outbox } from '../storage/ledger-schema.ts'
import { actionEvent, episode, person } from '../storage/schema.ts'

export type Topic =
  | 'action agreed'
  | 'action accepted'
  | 'action declined'
  | 'action done'
  | 'action undone'
  | 'action re-dated'
  | 'action re-assigned'
  /** To the team that had it before it was re-assigned. */
  | 'action withdrawn'
  | 'action escalated'
  | 'action settled'
  | 'action measured'
  /** Who measures it at a visit, and when. */
  | 'action measuring planned'
  /** One of us takes it from the store, or no longer does. */
  | 'action taken by us'
  | 'action booked'
  | 'action ordered'
  | 'action delivered'
  | 'action shown'
  | 'action collected'
  | 'action cancelled'
  | 'action corrected'

/** Writes what leaves because of an act. Of the person it holds the reference only: no name, no address. */
export function putInOutbox(tx: Transaction, at: string, topic: Topic, view: ActionView): void {
  const found = tx
    .select({ reference: person.reference })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(eq(episode.id, view.episode))
    .get()
  const { id, title, quantity, room, due, team, state } = view
  const payload = { action: id, title, quantity, room, due, team, state, reference: found?.reference ?? null }
  tx.insert(outbox)
    .values({ id: newId(), at, topic, team, action: id, payload: JSON.stringify(payload) })
    .run()
}

/** Writes one step of an action's story. */
export function putEvent(tx: Transaction, event: Omit<typeof actionEvent.$inferInsert, 'id'>): void {
  tx.insert(actionEvent)
    .values({ id: newId(), ...event })
    .run()
}

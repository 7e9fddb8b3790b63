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
  /** It waits for sign-off, or ended while it did: nothing of it leaves the house. */
  | 'action to sign off'
  | 'action corrected'
  /** It has waited longer than its team's time, and then twice as long. */
  | 'action told again'
  | 'action told to lead'

/** Writes what leaves because of an act. Of the person it holds the reference only: no name, no address. */
export function putInOutbox(tx: Transaction, at: string, topic: Topic, view: ActionView): void {
  const found = tx
    .select({ reference: person.reference })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(eq(episode.id, view.episode))
    .get()
  const { id, title, quantity, room, due, team, state } = view
  const said: Topic = isUnsigned(tx, id) ? 'action to sign off' : topic
  const payload = { action: id, title, quantity, room, due, team, state, reference: found?.reference ?? null }
  tx.insert(outbox)
    .values({ id: newId(), at, topic: said, team, action: id, payload: JSON.stringify(payload) })
    .run()
}

/** Whether it was asked for without the right to, and nobody has signed it off: then nobody outside has heard of it. */
function isUnsigned(tx: Transaction, id: string): boolean {
  const steps = tx
    .select({ act: actionEvent.act, to: actionEvent.to })
    .from(actionEvent)
    .where(eq(actionEvent.action, id))
    .all()
  return steps.some(({ to }) => to === 'to sign off') && !steps.some(({ act }) => act === 'sign off')
}

/** Writes one step of an action's story. */
export function putEvent(tx: Transaction, event: Omit<typeof actionEvent.$inferInsert, 'id'>): void {
  tx.insert(actionEvent)
    .values({ id: newId(), ...event })
    .run()
}

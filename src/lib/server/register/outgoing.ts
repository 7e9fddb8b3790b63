import { eq, inArray } from 'drizzle-orm'
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
  putAllInOutbox(tx, at, topic, [view])
}

/** The same of several actions: two queries read what all of them need. */
export function putAllInOutbox(
  tx: Transaction,
  at: string,
  topic: Topic,
  views: readonly ActionView[],
): void {
  const references = referencesOf(tx, views)
  const unsigned = unsignedOf(tx, views)
  for (const { id, episode: of, title, quantity, room, due, team, state } of views) {
    const reference = references.get(of) ?? null
    const payload = { action: id, title, quantity, room, due, team, state, reference }
    const said: Topic = unsigned.has(id) ? 'action to sign off' : topic
    tx.insert(outbox)
      .values({ id: newId(), at, topic: said, team, action: id, payload: JSON.stringify(payload) })
      .run()
  }
}

/** By episode. */
function referencesOf(tx: Transaction, views: readonly ActionView[]): Map<string, string> {
  const episodes = new Set(views.map((view) => view.episode))
  const rows = tx
    .select({ episode: episode.id, reference: person.reference })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(inArray(episode.id, [...episodes]))
    .all()
  return new Map(rows.map((row) => [row.episode, row.reference]))
}

/** Ids of those that were asked for without the right to, and nobody has signed off: then nobody outside has heard of them. */
function unsignedOf(tx: Transaction, views: readonly ActionView[]): Set<string> {
  const { action, act, to } = actionEvent
  const ids = views.map(({ id }) => id)
  const steps = tx.select({ action, act, to }).from(actionEvent).where(inArray(action, ids)).all()
  const signed = new Set(steps.filter((step) => step.act === 'sign off').map((step) => step.action))
  const asked = steps.filter((step) => step.to === 'to sign off').map((step) => step.action)
  return new Set(asked.filter((id) => !signed.has(id)))
}

/** Writes one step of an action's story. */
export function putEvent(tx: Transaction, event: Omit<typeof actionEvent.$inferInsert, 'id'>): void {
  tx.insert(actionEvent)
    .values({ id: newId(), ...event })
    .run()
}

import { ne } from 'drizzle-orm'
import { agreeInput } from '../../reablement/action.ts'
import type { ActionView, AgreeInput } from '../../reablement/action.ts'
import { itemTitle } from '../../reablement/catalogue.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import { action, huddle } from '../storage/schema.ts'
import { actionView } from './action-views.ts'
import { agreedBefore } from './agreed-before.ts'
import { checkAgreed } from './check-agreed.ts'
import { stateByTier } from './check-tier.ts'
import { putEvent, putInOutbox } from './outgoing.ts'

/**
 * Agrees an action for a person: action, event, outbox and audit in one transaction.
 * The same words with the same id again from the same colleague change nothing and return the action as it stands.
 * What the asker may not ask for outright waits for sign-off when that was said, else it is refused.
 * @throws Problem 'bad-input', 'needs-sign-off', 'no-owner', 'key-safe-code', 'not-found', 'wrong-state', or perform's.
 */
export async function agreeAction(desk: Desk, who: Colleague | null, input: AgreeInput): Promise<ActionView> {
  if (!input.team && !input.owner) throw new Problem('no-owner', { field: 'owner' })
  const asked = parse(agreeInput, input)
  return perform(desk, who, {
    act: 'agree action',
    thing: () => ({ kind: 'action', id: asked.id, team: asked.team, owner: asked.owner }),
    work: (tx, at) => agreeIn(tx, at, signedIn(who), asked),
    detail: { kind: asked.kind, team: asked.team },
  })
}

/** The same inside another act's transaction (taking somebody offline); that act is the one audited. @throws as agreeAction. */
export function agreeIn(tx: Transaction, at: string, who: Colleague, asked: AgreeInput): ActionView {
  return agreedBefore(tx, who, asked) ?? write(tx, at, who, asked)
}

function write(tx: Transaction, at: string, who: Colleague, asked: AgreeInput): ActionView {
  const item = checkAgreed(tx, at, asked)
  const { measures = [], signOff: _asked, ...rest } = asked
  const state = stateByTier(tx, who.id, asked)
  tx.insert(action)
    .values({
      ...rest,
      // Whatever a screen calls it, it is what the catalogue has.
      title: item ? itemTitle(item.name) : asked.title,
      huddle: openHuddleId(tx),
      item: asked.item ?? null,
      room: asked.room || null,
      detail: asked.detail || null,
      because: asked.because || null,
      state,
      agreedAt: at,
      agreedBy: who.id,
    })
    .run()
  for (const measure of measures)
    tx.insert(actionMeasure)
      .values({ action: asked.id, ...measure, colleague: who.id, at })
      .run()
  const story = { from: null, to: state, note: null, act: 'agree' }
  putEvent(tx, { action: asked.id, at, colleague: who.id, ...story })
  const view = actionView(tx, asked.id)
  putInOutbox(tx, at, 'action agreed', view)
  return view
}

function openHuddleId(tx: Transaction): string {
  const open = tx.select({ id: huddle.id }).from(huddle).where(ne(huddle.state, 'closed')).get()
  if (!open) throw new Problem('huddle-not-live')
  return open.id
}

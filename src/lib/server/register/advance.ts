import { eq } from 'drizzle-orm'
import { step } from '../../reablement/action.ts'
import type { ActionAct, ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Act } from '../access/may.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action } from '../storage/schema.ts'
import { actionView } from './action-views.ts'
import { putEvent, putInOutbox } from './outgoing.ts'
import type { Topic } from './outgoing.ts'

/** One way an action moves on. */
export interface Turn {
  act: Act
  step: ActionAct
  topic: Topic
  /** What was said about it; kept on the event and as the action's last word. */
  note?: string | null
  /** Whose it is afterwards; unchanged when absent. */
  owner?: (before: ActionView, who: Colleague) => string | null
  /** Refuses, or returns true when it stands already and nothing is to be done. */
  settled?: (before: ActionView, who: Colleague, at: string) => boolean
  /** Instead of the ordinary outbox row. */
  tell?: (tx: Transaction, at: string, view: ActionView) => void
}

/** Moves an action on: state, event, outbox and audit in one transaction. @throws Problem 'not-found', 'wrong-state', perform's. */
export async function advance(
  desk: Desk,
  who: Colleague | null,
  id: string,
  turn: Turn,
): Promise<ActionView> {
  return perform(desk, who, {
    act: turn.act,
    thing: (tx) => {
      const { team, agreedBy, owner } = actionView(tx, id)
      return { kind: 'action', id, team, agreedBy: agreedBy.id, owner: owner?.id ?? null }
    },
    work: (tx, at) => {
      const before = actionView(tx, id)
      return turn.settled?.(before, signedIn(who), at) ? before : write(tx, at, signedIn(who), before, turn)
    },
  })
}

function write(tx: Transaction, at: string, who: Colleague, before: ActionView, turn: Turn): ActionView {
  const state = step(before.state, turn.step)
  const note = turn.note ?? null
  tx.update(action)
    .set({
      state,
      owner: turn.owner ? turn.owner(before, who) : (before.owner?.id ?? null),
      endedAt: state === 'accepted' ? null : at,
      lastNote: note ?? before.lastNote,
    })
    .where(eq(action.id, before.id))
    .run()
  putEvent(tx, { action: before.id, at, colleague: who.id, from: before.state, to: state, note })
  const view = actionView(tx, before.id)
  if (turn.tell) turn.tell(tx, at, view)
  else putInOutbox(tx, at, turn.topic, view)
  return view
}

import { eq } from 'drizzle-orm'
import { openStates, step } from '../../reablement/action.ts'
import type { ActionAct, ActionState, ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { StepChanges } from '../../reablement/record-kept.ts'
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
  /** What else becomes another: its day, its team, who looks after it. */
  set?: (at: string) => Partial<typeof action.$inferInsert>
  /** Refuses, or returns true when it stands already and nothing is to be done. */
  settled?: (before: ActionView, who: Colleague, at: string, tx: Transaction) => boolean
  /** Instead of the ordinary outbox row. */
  tell?: (tx: Transaction, at: string, view: ActionView, before: ActionView) => void
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
      return turn.settled?.(before, signedIn(who), at, tx)
        ? before
        : write(tx, at, signedIn(who), before, turn)
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
      ...endOf(before.state, state, at),
      lastNote: note ?? before.lastNote,
      ...turn.set?.(at),
    })
    .where(eq(action.id, before.id))
    .run()
  const view = actionView(tx, before.id)
  const story = { from: before.state, to: state, note, act: turn.step, detail: changes(before, view) }
  putEvent(tx, { action: before.id, at, colleague: who.id, ...story })
  if (turn.tell) turn.tell(tx, at, view, before)
  else putInOutbox(tx, at, turn.topic, view)
  return view
}

/** What is open has no end; what was over stays over since then. */
function endOf(from: ActionState, to: ActionState, at: string): { endedAt?: string | null } {
  if (openStates.includes(to)) return { endedAt: null }
  return from === to ? {} : { endedAt: at }
}

/** What became another, as JSON; null when it is the state alone. */
function changes(before: ActionView, after: ActionView): string | null {
  const changed: StepChanges = {
    ...(before.due === after.due ? {} : { due: [before.due, after.due] }),
    ...(before.team === after.team ? {} : { team: [before.team, after.team] }),
    ...(before.owner?.id === after.owner?.id
      ? {}
      : { owner: [before.owner?.name ?? '', after.owner?.name ?? ''] }),
  }
  return Object.keys(changed).length ? JSON.stringify(changed) : null
}

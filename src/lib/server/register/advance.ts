import { eq } from 'drizzle-orm'
import { nextState } from '../../reablement/action-steps.ts'
import { openStates } from '../../reablement/action.ts'
import type { ActionAct, ActionState, ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { StepChanges, StepFacts } from '../../reablement/record-kept.ts'
import { standingOf } from '../../reablement/standing.ts'
import type { Act, Thing } from '../access/may.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action } from '../storage/schema.ts'
import { actionView } from './action-views.ts'
import { qualificationOf } from './check-tier.ts'
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
  set?: (at: string, before: ActionView) => Partial<typeof action.$inferInsert>
  /** Written before the next state is found, which depends on it: what was measured. */
  first?: (tx: Transaction, at: string, who: Colleague, before: ActionView) => void
  /** What its story keeps besides. */
  facts?: (tx: Transaction, who: Colleague, before: ActionView) => StepFacts
  /** Refuses, or returns true when it stands already and nothing is to be done. */
  settled?: (before: ActionView, who: Colleague, at: string, tx: Transaction) => boolean
  /** Another step that does the same from where it stands; null when this one does. */
  instead?: (before: ActionView, who: Colleague) => Turn | null
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
    thing: (tx) => ({
      ...thingOf(actionView(tx, id)),
      qualification: who && qualificationOf(tx, who.id),
    }),
    work: (tx, at) => advanceIn(tx, at, signedIn(who), id, turn),
  })
}

/** An action as `may` asks about it. */
export function thingOf({ id, team, agreedBy, owner, tier }: ActionView): Thing {
  return { kind: 'action', id, team, agreedBy: agreedBy.id, owner: owner?.id ?? null, tier: tier ?? null }
}

/** The same inside another act's transaction, which is the one audited. Whether they may is asked there. @throws as advance. */
export function advanceIn(tx: Transaction, at: string, who: Colleague, id: string, turn: Turn): ActionView {
  const before = actionView(tx, id)
  const other = turn.instead?.(before, who) ?? null
  if (other !== null) return advanceIn(tx, at, who, id, other)
  return turn.settled?.(before, who, at, tx) ? before : write(tx, at, who, before, turn)
}

function write(tx: Transaction, at: string, who: Colleague, before: ActionView, turn: Turn): ActionView {
  turn.first?.(tx, at, who, before)
  const today = londonDate(new Date(at))
  const standing = standingOf(turn.first ? actionView(tx, before.id) : before, today)
  const state = nextState(standing, turn.step)
  const note = turn.note ?? null
  tx.update(action)
    .set({
      state,
      owner: turn.owner ? turn.owner(before, who) : (before.owner?.id ?? null),
      ...endOf(before.state, state, at),
      lastNote: note ?? before.lastNote,
      ...turn.set?.(at, before),
    })
    .where(eq(action.id, before.id))
    .run()
  const detail = changes(before, actionView(tx, before.id), turn.facts?.(tx, who, before))
  const story = { from: before.state, to: state, note, act: turn.step, detail }
  putEvent(tx, { action: before.id, at, colleague: who.id, ...story })
  // Only now: what can be taken back is read from its story.
  const view = actionView(tx, before.id)
  if (turn.tell) turn.tell(tx, at, view, before)
  else putInOutbox(tx, at, turn.topic, view)
  return view
}

/** What is open has no end; what was over stays over since then: neither collecting it nor taking that back ends it again. */
function endOf(from: ActionState, to: ActionState, at: string): { endedAt?: string | null } {
  if (openStates.includes(to)) return { endedAt: null }
  return from === to || !openStates.includes(from) ? {} : { endedAt: at }
}

/** What became another, as JSON; null when it is the state alone. */
function changes(before: ActionView, after: ActionView, facts: StepFacts = {}): string | null {
  const changed: StepChanges = {
    ...(before.due === after.due ? {} : { due: [before.due, after.due] }),
    ...(before.team === after.team ? {} : { team: [before.team, after.team] }),
    ...(before.owner?.id === after.owner?.id
      ? {}
      : { owner: [before.owner?.name ?? '', after.owner?.name ?? ''] }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  }
  return Object.keys(changed).length ? JSON.stringify(changed) : null
}

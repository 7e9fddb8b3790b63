import { eq } from 'drizzle-orm'
import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { openStates } from '../../reablement/action.ts'
import type { ActionState } from '../../reablement/action.ts'
import { correctInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import type { action } from '../storage/schema.ts'
import { advance } from './advance.ts'
import { refuseKeySafeCode } from './check-words.ts'
import { nothingPromised } from './nothing-promised.ts'
import { putInOutbox } from './outgoing.ts'
import type { Topic } from './outgoing.ts'

/** What a step wrote and its correction takes away again; the story keeps it. */
const taken: Partial<Record<ActionState, Partial<typeof action.$inferInsert>>> = {
  accepted: { owner: null, ...nothingPromised },
  booked: { bookedFor: null },
  ordered: { reference: null, bookedFor: null },
  delivered: { deliveredOn: null, staysSince: null, staysBy: null },
  collected: { collectedOn: null },
  declined: { settledAt: null },
}

/**
 * Takes the last step back, with what was wrong. What was accepted by mistake waits in the team's queue again, and what
 * was measured is measured again. @throws Problem 'bad-input', 'key-safe-code', or advance's.
 */
export async function correctAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof correctInput>,
): Promise<ActionView> {
  const { action: id, reason } = parse(correctInput, input)
  return advance(desk, who, id, {
    act: 'correct action',
    step: 'correct',
    topic: 'action corrected',
    note: reason,
    set: (_at, { state }) => taken[state] ?? {},
    settled: () => {
      refuseKeySafeCode(reason, 'reason')
      return false
    },
    first: (tx, _at, _who, { state }) => {
      if (state === 'measured') tx.delete(actionMeasure).where(eq(actionMeasure.action, id)).run()
    },
    tell: (tx, at, view, before) => {
      putInOutbox(tx, at, topicOf(before, view), view)
    },
  })
}

/** Who was told of the step that is taken back must hear that it is. */
function topicOf(before: ActionView, { state }: ActionView): Topic {
  const wasGone = before.state === 'declined' || before.state === 'cancelled'
  if (wasGone && openStates.includes(state)) return 'action reopened'
  return before.state === 'measured' ? 'action measures corrected' : 'action corrected'
}

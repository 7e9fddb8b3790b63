import type { z } from 'zod/mini'
import { openStates, reAssignInput } from '../../reablement/action.ts'
import type { ActionState, ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { advance } from './advance.ts'
import { checkWhoDoesIt } from './check-agreed.ts'
import { nothingPromised } from './nothing-promised.ts'
import { putInOutbox } from './outgoing.ts'

/** Nothing is ordered, there or booked with somebody else: what its holder meant to do goes with them. */
const nobodyBegan: readonly ActionState[] = ['accepted', 'measured', 'declined']

/**
 * Gives an open or declined action to somebody else, or to a team's queue. Whoever gets it has promised nothing yet: it
 * waits to be accepted, and why it was declined, and that it was escalated, belong to the story now.
 * @throws Problem 'no-owner', 'bad-input', or advance's.
 */
export async function reAssignAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof reAssignInput>,
): Promise<ActionView> {
  const { action, team, owner } = parse(reAssignInput, input)
  return advance(desk, who, action, {
    act: 're-assign action',
    step: 're-assign',
    topic: 'action re-assigned',
    owner: () => owner,
    set: (_at, { state }) => ({
      ...{ team, lastNote: null, escalatedAt: null, settledAt: null },
      ...(nobodyBegan.includes(state) ? nothingPromised : {}),
    }),
    settled: (before, _who, _at, tx) => {
      checkWhoDoesIt(tx, { team, owner })
      const same = before.team === team && (before.owner?.id ?? null) === owner
      return same && openStates.includes(before.state)
    },
    tell: tellBoth,
  })
}

/** The team that had it hears that it has it no more. */
function tellBoth(tx: Transaction, at: string, view: ActionView, before: ActionView): void {
  if (before.team !== view.team) putInOutbox(tx, at, 'action withdrawn', { ...view, team: before.team })
  putInOutbox(tx, at, 'action re-assigned', view)
}

import type { z } from 'zod/mini'
import { reDateInput } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import { checkDue } from './check-agreed.ts'

/**
 * Promises an open action for another day; whoever accepted it has accepted that day too. The same day again changes
 * nothing. @throws Problem 'bad-input' for a day nobody can promise, or advance's.
 */
export async function reDateAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof reDateInput>,
): Promise<ActionView> {
  const { action, due } = parse(reDateInput, input)
  return advance(desk, who, action, {
    act: 're-date action',
    step: 're-date',
    topic: 'action re-dated',
    set: () => ({ due }),
    settled: (before, _who, at) => {
      checkDue(due, londonDate(new Date(at)))
      return before.due === due
    },
  })
}

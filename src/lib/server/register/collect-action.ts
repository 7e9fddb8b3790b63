import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { collectInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import { checkPast } from './check-agreed.ts'

/** Says that what was on loan is back, today or on that day. @throws Problem 'bad-input', or advance's. */
export async function collectAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof collectInput>,
): Promise<ActionView> {
  const { action, on } = parse(collectInput, input)
  return advance(desk, who, action, {
    act: 'collect action',
    step: 'collect',
    topic: 'action collected',
    set: (at) => ({ collectedOn: on ?? londonDate(new Date(at)) }),
    facts: () => (on ? { on } : {}),
    settled: (before, _who, at) => {
      const since = before.deliveredOn ?? londonDate(new Date(before.agreedAt))
      if (on) checkPast(on, since, londonDate(new Date(at)))
      return false
    },
  })
}

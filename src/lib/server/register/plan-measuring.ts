import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { planMeasuringInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import { checkDue, worksHere } from './check-agreed.ts'

/**
 * "Measure at visit": who will, and when. It may be ordered then, and what they find is written down later. [seed]
 * @throws Problem 'no-owner', 'bad-input', or advance's.
 */
export async function planMeasuring(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof planMeasuringInput>,
): Promise<ActionView> {
  const { action, by, on } = parse(planMeasuringInput, input)
  return advance(desk, who, action, {
    act: 'plan measuring action',
    step: 'plan measuring',
    topic: 'action measuring planned',
    set: () => ({ measureOn: on, measureBy: by }),
    facts: (tx) => ({ on, by: worksHere(tx, by, 'by') }),
    settled: (_before, _who, at, tx) => {
      worksHere(tx, by, 'by')
      checkDue(on, londonDate(new Date(at)), 'on')
      return false
    },
  })
}

import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { orderInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import type { Turn } from './advance.ts'
import { checkDue } from './check-agreed.ts'
import { refuseKeySafeCode } from './check-words.ts'

type Order = Omit<z.infer<typeof orderInput>, 'action'>

/** Says that it is ordered, with the supplier's reference and the day it is expected. @throws Problem 'bad-input', 'key-safe-code', or advance's. */
export async function orderAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof orderInput>,
): Promise<ActionView> {
  const { action, ...order } = parse(orderInput, input)
  return advance(desk, who, action, ordering(order))
}

/** The step, for one or for many. */
export function ordering({ reference, expected }: Order): Turn {
  return {
    act: 'order action',
    step: 'order',
    topic: 'action ordered',
    set: (_at, { bookedFor }) => ({ reference, bookedFor: expected ?? bookedFor ?? null }),
    facts: () => ({ reference, ...(expected ? { on: expected } : {}) }),
    settled: (_before, _who, at) => {
      refuseKeySafeCode(reference, 'reference')
      if (expected) checkDue(expected, londonDate(new Date(at)), 'expected')
      return false
    },
  }
}

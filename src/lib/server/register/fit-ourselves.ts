import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { fitInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import type { Turn } from './advance.ts'
import { worksHere } from './check-agreed.ts'

/**
 * "Taken and fitted by us": the colleague who collects it from the store, fits and shows it, whose it is from now on;
 * nothing is ordered. `by: null` takes that back. [seed] @throws Problem 'no-owner', or advance's.
 */
export async function fitOurselves(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof fitInput>,
): Promise<ActionView> {
  const { action, by } = parse(fitInput, input)
  return advance(desk, who, action, fitting(by))
}

/** The step, for its own act or with an acceptance. */
export function fitting(by: string | null): Turn {
  return {
    act: 'fit action',
    step: 'fit ourselves',
    topic: 'action taken by us',
    owner: ({ owner }) => by ?? owner?.id ?? null,
    set: () => ({ byUs: by !== null }),
    facts: (tx) => (by === null ? { byUs: false } : { byUs: true, by: worksHere(tx, by, 'by') }),
    settled: (before, _who, _at, tx) => {
      if (by !== null) worksHere(tx, by, 'by')
      return by === null && before.byUs === false
    },
  }
}

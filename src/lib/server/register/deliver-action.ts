import { eq } from 'drizzle-orm'
import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { deliverInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action } from '../storage/schema.ts'
import { advance } from './advance.ts'
import type { Turn } from './advance.ts'
import { checkPast } from './check-agreed.ts'
import { refuseKeySafeCode } from './check-words.ts'
import { keySafeFirst } from './key-safe-first.ts'

type Delivery = Omit<z.infer<typeof deliverInput>, 'action'>

/**
 * Says that it is there, or fitted: from now on it may be on loan. An alarm whose answer could not get in waits for the
 * key safe, or for the word that somebody can open. [seed] @throws Problem 'bad-input', 'key-safe-code', or advance's.
 */
export async function deliverAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof deliverInput>,
): Promise<ActionView> {
  const { action: id, ...delivery } = parse(deliverInput, input)
  return advance(desk, who, id, delivering(delivery))
}

/** The step, for one or for many. From the queue it becomes whoever's brought it. */
export function delivering({ on, note, opens }: Delivery): Turn {
  return {
    act: 'deliver action',
    step: 'deliver',
    topic: 'action delivered',
    note: note || null,
    owner: (before, doer) => before.owner?.id ?? doer.id,
    set: () => ({ deliveredOn: on, collectedOn: null, staysSince: null, staysBy: null }),
    facts: () => ({ on, ...(opens ? { opens } : {}) }),
    settled: (before, _who, at, tx) => {
      checkPast(on, londonDate(new Date(before.agreedAt)), londonDate(new Date(at)))
      refuseKeySafeCode(note, 'note')
      refuseUnconnected(before)
      if (!opens) refuseShut(tx, before)
      return false
    },
  }
}

/** An alarm that calls somebody who cannot get in helps nobody. [seed] */
function refuseShut(tx: Transaction, { id, state }: ActionView): void {
  if (state === 'agreed' || !keySafeFirst(tx, eq(action.id, id)).has(id)) return
  throw new Problem('bad-input', {
    field: 'opens',
    detail:
      'The key safe comes first: whoever answers the alarm cannot get in. Or say that somebody can open.',
  })
}

/** An alarm that reaches nobody is no alarm. [seed] */
function refuseUnconnected({ isAlarm, connection, state }: ActionView): void {
  if (!isAlarm || connection || state === 'agreed') return
  throw new Problem('wrong-state', { detail: 'Book it first, with its connection and the day it is tested.' })
}

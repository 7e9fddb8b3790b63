import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { showInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import type { Turn } from './advance.ts'
import { worksHere } from './check-agreed.ts'
import { refuseKeySafeCode } from './check-words.ts'

type Showing = Omit<z.infer<typeof showInput>, 'action'>

/** Says that somebody showed how it works, and that it does. @throws Problem 'bad-input', 'no-owner', 'key-safe-code', or advance's. */
export async function showAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof showInput>,
): Promise<ActionView> {
  const { action, ...showing } = parse(showInput, input)
  return advance(desk, who, action, beingShown(showing))
}

/** The step, for one or for many. */
export function beingShown({ by, note }: Showing): Turn {
  return {
    act: 'show action',
    step: 'show',
    topic: 'action shown',
    note: note || null,
    facts: (tx, who) => ({ by: by === undefined ? who.name : worksHere(tx, by, 'by') }),
    settled: (_before, _who, _at, tx) => {
      if (by !== undefined) worksHere(tx, by, 'by')
      refuseKeySafeCode(note, 'note')
      return false
    },
  }
}

import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { finishInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import type { Turn } from './advance.ts'
import { refuseKeySafeCode } from './check-words.ts'

/**
 * Says that an action is done, with what was done; a referral with its result, in words. From the queue it becomes
 * whoever's did it. @throws Problem 'bad-input', 'key-safe-code', or advance's.
 */
export async function finishAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof finishInput>,
): Promise<ActionView> {
  const { action, note } = parse(finishInput, input)
  return advance(desk, who, action, finishing(note))
}

/** The step, for its own act or for one that brings it about. */
export function finishing(note: string): Turn {
  return {
    act: 'finish action',
    step: 'finish',
    topic: 'action done',
    note: note || null,
    owner: (before, doer) => before.owner?.id ?? doer.id,
    settled: ({ kind }) => {
      if (kind === 'referral' && !note)
        throw new Problem('bad-input', { field: 'note', detail: 'Say what came of it.' })
      refuseKeySafeCode(note, 'note')
      return false
    },
  }
}

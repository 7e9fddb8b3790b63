import type { z } from 'zod/mini'
import { finishInput } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import { refuseKeySafeCode } from './check-agreed.ts'

/**
 * Says that an action is done, with what was done. From the queue it becomes whoever's did it.
 * @throws Problem 'bad-input', 'key-safe-code', or advance's.
 */
export async function finishAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof finishInput>,
): Promise<ActionView> {
  const { action, note } = parse(finishInput, input)
  return advance(desk, who, action, {
    act: 'finish action',
    step: 'finish',
    topic: 'action done',
    note: note || null,
    owner: (before, doer) => before.owner?.id ?? doer.id,
    settled: () => {
      refuseKeySafeCode(note, 'note')
      return false
    },
  })
}

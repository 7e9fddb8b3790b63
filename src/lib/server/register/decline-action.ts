import type { z } from 'zod/mini'
import { declineInput } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import { refuseKeySafeCode } from './check-words.ts'

/**
 * Declines an action with a reason; "other" needs words. The last word reads "no capacity" or "no capacity: back Monday".
 * @throws Problem 'bad-input', 'key-safe-code', or advance's.
 */
export async function declineAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof declineInput>,
): Promise<ActionView> {
  const { action, reason, words } = parse(declineInput, input)
  return advance(desk, who, action, {
    act: 'decline action',
    step: 'decline',
    topic: 'action declined',
    note: words ? `${reason}: ${words}` : reason,
    settled: () => {
      if (reason === 'other' && !words) throw new Problem('bad-input', { field: 'words', detail: 'Say why.' })
      refuseKeySafeCode(words, 'words')
      return false
    },
  })
}

import type { z } from 'zod/mini'
import { returnInput } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import { refuseKeySafeCode } from './check-words.ts'

/**
 * Returns what waits for sign-off to whoever asked, with the words why: it is cancelled, and nobody outside hears of it.
 * @throws Problem 'bad-input', 'key-safe-code', or advance's.
 */
export async function returnAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof returnInput>,
): Promise<ActionView> {
  const { action, words } = parse(returnInput, input)
  return advance(desk, who, action, {
    act: 'return action',
    step: 'return',
    topic: 'action to sign off',
    note: `returned: ${words}`,
    set: () => ({ escalatedAt: null }),
    settled: () => {
      refuseKeySafeCode(words, 'words')
      return false
    },
  })
}

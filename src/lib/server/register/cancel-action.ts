import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { cancelInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { advance, advanceIn } from './advance.ts'
import type { Turn } from './advance.ts'
import { refuseKeySafeCode } from './check-words.ts'

/** Ends what is not to be done any more, with the reason; what is there by then stays on loan. @throws Problem 'bad-input', 'key-safe-code', or advance's. */
export async function cancelAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof cancelInput>,
): Promise<ActionView> {
  const { action, reason } = parse(cancelInput, input)
  return advance(desk, who, action, cancelling(reason))
}

/** The same inside another act's transaction, which is the one audited. Whether they may is asked there. @throws as cancelAction. */
export function cancelIn(
  tx: Transaction,
  at: string,
  who: Colleague,
  action: string,
  reason: string,
): ActionView {
  return advanceIn(tx, at, who, action, cancelling(reason))
}

function cancelling(reason: string): Turn {
  return {
    act: 'cancel action',
    step: 'cancel',
    topic: 'action cancelled',
    note: reason,
    set: () => ({ escalatedAt: null }),
    settled: () => {
      refuseKeySafeCode(reason, 'reason')
      return false
    },
  }
}

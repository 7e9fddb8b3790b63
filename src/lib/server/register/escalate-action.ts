import type { z } from 'zod/mini'
import { escalateInput, openStates } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'

/**
 * Asks those who lead to look after an open or declined action: it is marked until it ends or is re-assigned. Twice is
 * once. @throws advance's.
 */
export async function escalateAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof escalateInput>,
): Promise<ActionView> {
  const { action } = parse(escalateInput, input)
  return advance(desk, who, action, {
    act: 'escalate action',
    step: 'escalate',
    topic: 'action escalated',
    set: (at) => ({ escalatedAt: at }),
    settled: ({ escalated, state }) =>
      Boolean(escalated) && (openStates.includes(state) || state === 'declined'),
  })
}

import type { z } from 'zod/mini'
import { settleInput } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'

/** Lets a declined action be: nothing more is wanted of it. Twice is once. @throws advance's. */
export async function settleAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof settleInput>,
): Promise<ActionView> {
  const { action } = parse(settleInput, input)
  return advance(desk, who, action, {
    act: 'settle action',
    step: 'settle',
    topic: 'action settled',
    set: (at) => ({ settledAt: at, escalatedAt: null }),
    settled: ({ settled, state }) => Boolean(settled) && state === 'declined',
  })
}

import type { z } from 'zod/mini'
import { acceptInput } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'

/**
 * Takes an action from the team's queue, or accepts one that names the taker: it is the taker's from now on. Taking
 * one's own again changes nothing.
 * @throws Problem 'wrong-state' saying whose it is or who took it first, or advance's.
 */
export async function acceptAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof acceptInput>,
): Promise<ActionView> {
  const { action } = parse(acceptInput, input)
  return advance(desk, who, action, {
    act: 'accept action',
    step: 'accept',
    topic: 'action accepted',
    owner: (_before, taker) => taker.id,
    settled: takenAlready,
  })
}

/** A promise is the named owner's own to make: nobody else makes it for them. [choice] */
function takenAlready({ state, owner }: ActionView, who: Colleague): boolean {
  const theirs = owner === null || owner.id === who.id
  if (state === 'accepted' && owner && theirs) return true
  if (theirs || (state !== 'accepted' && state !== 'agreed')) return false
  const name = shortName(owner.name)
  const detail = state === 'accepted' ? `${name} took it first.` : `It is ${name}’s; re-assign it first.`
  throw new Problem('wrong-state', { detail })
}
